package punchline.client.ui.contact;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import punchline.client.ui.people.Person;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;

/** Asks for how long the messages of a conversation are kept. */
final class RetentionSheet extends Sheet {
    private static final List<Integer> USUAL = List.of(0, 1, 7, 30);

    private final ContactViewModel model;
    private final Person person;
    private final ToggleGroup group = new ToggleGroup();
    private final List<RadioButton> choices = new ArrayList<>();
    private final RadioButton own = new RadioButton();
    private final TextField days = new TextField();
    private final Label problem = new Label();

    RetentionSheet(Person person, ContactViewModel model, Texts texts, Runnable onClose) {
        super("retention", texts.get("retention.title", person.state().name()), texts, onClose);
        this.model = model;
        this.person = person;
        int now = person.state().own().retainDays();
        add(paragraph(words("retention.words")));
        for (int each : USUAL) {
            RadioButton choice = new RadioButton(words("retention." + each));
            choice.setId("retain-" + each);
            choice.setUserData(each);
            choice.setToggleGroup(group);
            choice.setSelected(now == each);
            choices.add(choice);
            add(choice);
        }
        own.setText(words("retention.own"));
        own.setId("retain-own");
        own.setToggleGroup(group);
        own.setSelected(!USUAL.contains(now));
        days.setId("retain-days");
        days.setAccessibleText(words("retention.days"));
        days.setPrefColumnCount(6);
        days.setText(USUAL.contains(now) ? "" : Integer.toString(now));
        days.disableProperty().bind(own.selectedProperty().not());
        days.setOnAction(event -> save());
        HBox line = new HBox(8, own, days, new Label(words("retention.unit")));
        line.setAlignment(Pos.CENTER_LEFT);
        problem.getStyleClass().add("form-problem");
        problem.setId("retain-problem");
        problem.setWrapText(true);
        problem.setVisible(false);
        problem.managedProperty().bind(problem.visibleProperty());
        add(line, problem, paragraph(words("retention.hint", person.state().name()), "sheet-hint"));
        closeButton("sheet.cancel");
        button("retain-save", "retention.save", this::save, "accent");
    }

    private void save() {
        if (!own.isSelected()) {
            finish((Integer) group.getSelectedToggle().getUserData());
            return;
        }
        int wanted = number(days.getText().strip());
        if (wanted < 1 || wanted > ContactViewModel.MAX_DAYS) {
            problem.setText(words("retention.invalid", ContactViewModel.MAX_DAYS));
            problem.setVisible(true);
            days.requestFocus();
            return;
        }
        finish(wanted);
    }

    private void finish(int wanted) {
        model.retain(person, wanted);
        close();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    @Override
    public void focusFirst() {
        choices.stream().filter(RadioButton::isSelected).findFirst().orElse(own).requestFocus();
    }
}
