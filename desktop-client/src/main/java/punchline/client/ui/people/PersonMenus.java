package punchline.client.ui.people;

import javafx.scene.Node;

/** Opens the menu of all that can be done to a person. */
public interface PersonMenus {
    /** Opens it below a node, as a button or a key does. */
    void open(Person person, Node below);

    /** Opens it at a place on the screen, as the mouse does. */
    void open(Person person, Node owner, double screenX, double screenY);

    /** Shows the number that the two of us compare. */
    void verify(Person person);
}
