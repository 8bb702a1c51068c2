package punchline.engine.socket;

/** A datagram that a machine wants sent. The bytes are given away: nobody changes them afterwards. */
public record Transmit(Path path, byte[] payload) {}
