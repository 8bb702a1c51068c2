package punchline.server;

/** When the directory wants to be called, and why. */
public record Deadline(long atNanos, String reason) {}
