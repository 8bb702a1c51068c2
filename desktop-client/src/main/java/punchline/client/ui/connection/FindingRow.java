package punchline.client.ui.connection;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.engine.diagnosis.Finding;

/** One thing that the engine found, marked as well, as a hindrance, or as neither. */
final class FindingRow extends HBox {
    private enum Mark {
        WELL(Feather.CHECK_CIRCLE, "finding-well"),
        NEITHER(Feather.INFO, "finding-neither"),
        HINDRANCE(Feather.ALERT_TRIANGLE, "finding-hindrance"),
        BAD(Feather.ALERT_CIRCLE, "finding-bad");

        private final Feather icon;
        private final String style;

        Mark(Feather icon, String style) {
            this.icon = icon;
            this.style = style;
        }
    }

    FindingRow(Finding finding, Texts texts) {
        super(10);
        getStyleClass().add("finding");
        setAlignment(Pos.TOP_LEFT);
        Mark mark = markOf(finding.code());
        WrappedText words = WrappedText.styled("sheet-words");
        words.setText(texts.finding(finding));
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icons.of(mark.icon, "finding-mark", mark.style), words);
    }

    private static Mark markOf(Finding.Code code) {
        return switch (code) {
            case SERVER_KNOWS, NAT_OPEN, NAT_CONSISTENT, MAPPED, IPV6, PEER_ONLINE -> Mark.WELL;
            case SERVER_ASKED, NAT_UNKNOWN, NOT_MAPPED, NO_IPV6, PEER_CONNECTING, PEER_OFFLINE -> Mark.NEITHER;
            case NAT_SEQUENTIAL, NAT_BLOCK, NAT_RANDOM, RANDOM_PORTS_OFF, DOUBLE_NAT, CARRIER_NAT -> Mark.HINDRANCE;
            case NO_NETWORK,
                    NO_SERVER,
                    NAMES_UNKNOWN,
                    UDP_BLOCKED,
                    IDENTITY_ELSEWHERE,
                    SERVER_TROUBLE,
                    PEER_UNREACHABLE -> Mark.BAD;
        };
    }
}
