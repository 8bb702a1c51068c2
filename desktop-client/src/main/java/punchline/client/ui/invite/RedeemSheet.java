package punchline.client.ui.invite;

import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.FilePicker;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;

/** Takes an invite as a link or a picture, and says whom and what it brings before anything is done. */
final class RedeemSheet extends Sheet {
    private static final int ROWS = 4;

    private final InviteViewModel model;
    private final Times times;
    private final TextArea text = new TextArea();
    private final WrappedText from = paragraph("", "offer-from");
    private final WrappedText servers = paragraph("");
    private final WrappedText standing = paragraph("", "sheet-hint");
    private final VBox offer = new VBox(6, from, servers, standing);
    private final Button redeem;
    private final InvalidationListener onOffer = property -> showOffer();
    private final InvalidationListener onRedeemed = property -> onRedeemed();

    RedeemSheet(
            InviteViewModel model,
            PictureReader pictures,
            FilePicker files,
            Texts texts,
            Times times,
            Runnable onClose) {
        super("redeem", texts.get("redeem.title"), texts, onClose);
        this.model = model;
        this.times = times;
        text.setId("invite-text");
        text.setPrefRowCount(ROWS);
        text.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        text.setWrapText(true);
        text.setPromptText(words("redeem.prompt"));
        text.setAccessibleText(words("redeem.prompt"));
        text.textProperty().addListener((property, old, now) -> model.look(now));
        Button picture = new Button(words("redeem.picture"), Icons.of(Feather.IMAGE));
        picture.setId("invite-choose");
        picture.setOnAction(event -> {
            Path file =
                    files.open(words("redeem.picture.title"), words("redeem.picture.kind"), PictureReader.EXTENSIONS);
            if (file != null) {
                pictures.read(file);
            }
        });
        Label problem = new Label();
        problem.setId("redeem-problem");
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.offerProblemProperty());
        problem.visibleProperty().bind(model.offerProblemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        offer.setId("offer");
        offer.getStyleClass().add("offer");
        offer.managedProperty().bind(offer.visibleProperty());
        add(paragraph(words("redeem.words")), text, picture, problem, offer);
        closeButton("sheet.cancel");
        redeem = button("redeem-do", "redeem.do", model::redeem, "accent");
        model.offerProperty().addListener(onOffer);
        model.redeemedProperty().addListener(onRedeemed);
        showOffer();
    }

    /** Looks at a link that was given elsewhere. */
    void take(String link) {
        text.setText(link);
    }

    void detach() {
        model.offerProperty().removeListener(onOffer);
        model.redeemedProperty().removeListener(onRedeemed);
    }

    private void showOffer() {
        InviteViewModel.Offer looked = model.offerProperty().get();
        offer.setVisible(looked != null);
        redeem.setDisable(looked == null || looked.standing() == InviteViewModel.Standing.OWN);
        if (looked == null) {
            return;
        }
        InviteLink link = looked.link();
        String id = link.peer().brief();
        from.setText(
                link.name().isBlank()
                        ? words("redeem.nameless", id)
                        : words("redeem.from", link.name().strip(), id));
        servers.setText(words(
                "redeem.servers",
                link.servers().stream().map(ServerAddress::toString).collect(Collectors.joining(", "))));
        standing.setText(
                switch (looked.standing()) {
                    case FRESH -> words("redeem.fresh", times.full(link.expiresAtMillis()));
                    case OVER -> words("redeem.over", times.full(link.expiresAtMillis()));
                    case OWN -> words("redeem.own");
                    case KNOWN -> words("redeem.known");
                });
    }

    private void onRedeemed() {
        if (model.redeemedProperty().get() != null) {
            close();
        }
    }

    @Override
    public void focusFirst() {
        if (text.getText().isEmpty() || redeem.isDisabled()) {
            text.requestFocus();
        } else {
            redeem.requestFocus();
        }
    }
}
