package punchline.client.ui.emoji;

import java.util.List;

/**
 * One emoji.
 *
 * @param number   its place among all pictures
 * @param sequence the characters it is written with
 * @param names    without colons, such as {@code thumbsup}; empty for one in another tone of skin
 * @param label    what it shows, in English words
 * @param category in the order of {@link EmojiIndex#CATEGORIES}; negative for one in another tone of skin
 */
public record Emoji(int number, String sequence, List<String> names, String label, int category) {}
