package punchline.server;

/** Which of the server's two sockets. Answers leave by the one that was asked, or the asker's NAT drops them. */
public enum LocalPort {
    FIRST,
    SECOND
}
