package punchline.engine.conversation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left of a name for a reader in a hurry: two names with the same skeleton may be taken for each other. After Unicode
 * TR39, section 4, over NFKC, without case, diacritics and what merely separates, and with but the few confusables below.
 */
final class Skeleton {
    /**
     * Pairs of a look-alike and what it stands for, from TR39's confusables.txt: the Cyrillic and Greek letters that read as Latin ones.
     */
    private static final String CONFUSABLES = "аaАaВbсcСcԁdеeЕeһhНhіiІiјjЈjКkкkМmоoОoрpРpԛqѕsЅsТtѵvԝwхxХxуyүyҮyгrӀlӏl"
            + "αaΑaΒbΕeΗhιiΙiΚkκkΜmνvΝnοoΟoρpΡpσoΤtυuΥyγyχxΧxΖz";

    /** Latin letters whose stroke or missing dot is no diacritic to Unicode; and digits that are written for letters. */
    private static final String OTHERS = "øoØołlŁlđdĐdıi" + "0o1l|l3e5s";

    private static final Map<Integer, Integer> PLAIN = plain(CONFUSABLES + OTHERS);

    private Skeleton() {}

    /**
     * One or two, since a capital letter may look like another than its small one; names are alike if they have one in common. None
     * if nothing of the name is left.
     */
    static Set<String> of(String name) {
        Set<String> skeletons = new TreeSet<>();
        skeletons.add(bones(name));
        skeletons.add(bones(name.toLowerCase(Locale.ROOT)));
        skeletons.remove("");
        return skeletons;
    }

    private static String bones(String name) {
        String apart = Normalizer.normalize(Normalizer.normalize(name, Normalizer.Form.NFKC), Normalizer.Form.NFD);
        StringBuilder bones = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(Skeleton::isSeen)
                .map(point -> PLAIN.getOrDefault(point, point))
                .forEach(bones::appendCodePoint);
        return bones.toString()
                .toLowerCase(Locale.ROOT)
                // As in TR39: capital i, small l and one are alike, and m is r and n.
                .replace('i', 'l')
                .replace("m", "rn");
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.DASH_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION -> false;
            default -> point != '.' && point != '\'' && point != '’';
        };
    }

    private static Map<Integer, Integer> plain(String pairs) {
        Map<Integer, Integer> plain = new HashMap<>();
        int[] points = pairs.codePoints().toArray();
        for (int i = 0; i < points.length; i += 2) {
            plain.put(points[i], points[i + 1]);
        }
        return Map.copyOf(plain);
    }
}
