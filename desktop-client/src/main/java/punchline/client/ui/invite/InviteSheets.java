package punchline.client.ui.invite;

import java.io.File;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.FilePicker;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.invite.InviteLink;

/** Opens the sheets about invites: from a menu, and wherever a link or a picture is pasted, dropped or clicked. JavaFX thread. */
public final class InviteSheets {
    private final InviteViewModel model;
    private final Texts texts;
    private final Times times;
    private final OverlayLayer overlay;
    private final FilePicker files;
    private final PictureReader pictures;

    public InviteSheets(InviteViewModel model, Texts texts, Times times, OverlayLayer overlay, FilePicker files) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.overlay = overlay;
        this.files = files;
        pictures = new PictureReader(model, Platform::runLater);
    }

    /** Offers both below a node. */
    public void openMenu(Node below) {
        MenuItem give = item("invite.menu.give", Feather.USER_PLUS, this::invite);
        MenuItem take = item("invite.menu.take", Feather.GIFT, () -> redeem(""));
        Bounds bounds = below.localToScreen(below.getBoundsInLocal());
        new ContextMenu(give, take).show(below, bounds.getMinX(), bounds.getMaxY());
    }

    private MenuItem item(String key, Feather icon, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key), Icons.of(icon));
        item.setId(key.replace('.', '-'));
        item.setMnemonicParsing(false);
        // Once the menu has given the keyboard back, which a sheet takes.
        item.setOnAction(event -> Platform.runLater(action));
        return item;
    }

    /** Makes invites. */
    public void invite() {
        model.begin();
        InviteSheet sheet = new InviteSheet(model, texts, times, overlay::close);
        overlay.show(sheet, null, sheet::detach);
        sheet.focusFirst();
    }

    /** Takes an invite; empty to be pasted. */
    public void redeem(String link) {
        model.beginOffer();
        RedeemSheet sheet = new RedeemSheet(model, pictures, files, texts, times, overlay::close);
        sheet.take(link);
        overlay.show(sheet, null, sheet::detach);
        sheet.focusFirst();
    }

    /**
     * Takes what is on the clipboard if it is an invite.
     *
     * @return whether it is
     */
    public boolean paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        String text = clipboard.getString();
        if (text == null || !InviteLink.isMeantBy(text)) {
            return false;
        }
        redeem(text);
        return true;
    }

    /** Lets a link or a picture be dropped on a node. */
    public void takeDropsOn(Node node) {
        node.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (isTaken(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            Dragboard dropped = event.getDragboard();
            if (isTaken(dropped)) {
                drop(dropped);
                event.setDropCompleted(true);
                event.consume();
            }
        });
    }

    private static boolean isTaken(Dragboard board) {
        List<File> dropped = board.getFiles();
        return (dropped != null
                        && dropped.size() == 1
                        && PictureReader.isPicture(dropped.getFirst().toPath()))
                || (board.getString() != null && InviteLink.isMeantBy(board.getString()));
    }

    private void drop(Dragboard dropped) {
        if (dropped.hasFiles()) {
            redeem("");
            pictures.read(dropped.getFiles().getFirst().toPath());
        } else {
            redeem(dropped.getString());
        }
    }
}
