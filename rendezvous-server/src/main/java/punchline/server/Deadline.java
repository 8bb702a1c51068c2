package punchline.server;

/** When the directory wants to be called, and why. */
record Deadline(long atNanos, String reason) {}
