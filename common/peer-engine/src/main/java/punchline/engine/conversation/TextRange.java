package punchline.engine.conversation;

/** A part of a text, from {@code start} up to but not including {@code end}, in UTF-16 units as Java and JavaScript count them. */
public record TextRange(int start, int end) {}
