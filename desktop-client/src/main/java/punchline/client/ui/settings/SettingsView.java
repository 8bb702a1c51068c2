package punchline.client.ui.settings;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import punchline.client.ui.FilePicker;
import punchline.client.ui.notify.NotificationSettings;
import punchline.client.ui.status.StatusViewModel;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** The settings, a page at a time. */
public final class SettingsView extends BorderPane {
    /** Its pages, in their order. */
    public enum Section {
        PROFILE,
        APPEARANCE,
        NOTIFICATIONS,
        NETWORK,
        PRIVACY,
        STORAGE
    }

    private final Map<Section, Supplier<Page>> makers = new EnumMap<>(Section.class);
    private final Map<Section, Page> pages = new EnumMap<>(Section.class);
    private final Map<Section, ToggleButton> tabs = new EnumMap<>(Section.class);
    private final ScrollPane scroll = new ScrollPane();
    private Section shown = Section.PROFILE;

    /**
     * Builds the view.
     *
     * @param overlay where sheets belong
     * @param close   leads back
     */
    public SettingsView(
            SettingsViewModel model,
            NotificationSettings notifications,
            StatusViewModel status,
            Texts texts,
            Times times,
            ObjectProperty<Theme.Choice> theme,
            OverlayLayer overlay,
            FilePicker files,
            BiConsumer<String, Runnable> linkOpener,
            Button close) {
        getStyleClass().add("you");
        SettingsSheets sheets = new SettingsSheets(model, texts, overlay, files);
        makers.put(Section.PROFILE, () -> new ProfilePage(model, status, sheets, texts));
        makers.put(Section.APPEARANCE, () -> new AppearancePage(model, theme, texts));
        makers.put(Section.NOTIFICATIONS, () -> new NotificationsPage(notifications, texts, times));
        makers.put(Section.NETWORK, () -> new NetworkPage(model, status, texts));
        makers.put(Section.PRIVACY, () -> new PrivacyPage(model, texts));
        makers.put(Section.STORAGE, () -> new StoragePage(model, sheets, texts, linkOpener));
        Label title = new Label(texts.get("settings.title"));
        title.getStyleClass().add("header-name");
        HBox header = new HBox(10, close, title);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("conversation-header");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("you-scroll");
        scroll.setFocusTraversable(false);
        setTop(new VBox(header, tabs(texts)));
        setCenter(scroll);
        show(Section.PROFILE);
    }

    private FlowPane tabs(Texts texts) {
        FlowPane bar = new FlowPane(6, 6);
        bar.getStyleClass().add("settings-tabs");
        bar.setAlignment(Pos.CENTER);
        ToggleGroup group = new ToggleGroup();
        for (Section section : Section.values()) {
            String name = section.name().toLowerCase(Locale.ROOT);
            ToggleButton tab = new ToggleButton(texts.get("settings." + name));
            tab.setId("settings-" + name);
            tab.getStyleClass().add("settings-tab");
            tab.setToggleGroup(group);
            tab.setOnAction(event -> show(section));
            tabs.put(section, tab);
            bar.getChildren().add(tab);
        }
        return bar;
    }

    /** Shows a page. */
    public void show(Section section) {
        shown = section;
        ToggleButton tab = tabs.get(section);
        if (tab != null) {
            tab.setSelected(true);
        }
        scroll.setContent(new StackPane(page(section)));
        scroll.setVvalue(0);
    }

    /** Made when first needed. */
    private Page page(Section section) {
        return pages.computeIfAbsent(
                section,
                key -> java.util.Objects.requireNonNull(makers.get(key)).get());
    }

    /** Puts the keyboard where one begins. */
    public void focusFirst() {
        // What scrolls has its content once it is styled, and only then can that take the keyboard.
        applyCss();
        page(shown).focusFirst();
    }
}
