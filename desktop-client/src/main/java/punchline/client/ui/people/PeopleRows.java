package punchline.client.ui.people;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ModifiableObservableListBase;

/** The rows of the people pane. Whoever comes to the top leaves the others alone: with thousands of people most rows stay. */
final class PeopleRows extends ModifiableObservableListBase<PeopleItem> {
    private final List<PeopleItem> rows = new ArrayList<>();

    /** Makes the rows be these, and tells of the stretch between the first and the last that differ. */
    void arrange(List<PeopleItem> wanted) {
        int from = 0;
        int oldTo = rows.size();
        int newTo = wanted.size();
        while (from < oldTo && from < newTo && rows.get(from).equals(wanted.get(from))) {
            from++;
        }
        while (oldTo > from && newTo > from && rows.get(oldTo - 1).equals(wanted.get(newTo - 1))) {
            oldTo--;
            newTo--;
        }
        if (from == oldTo && from == newTo) {
            return;
        }
        beginChange();
        try {
            removeRange(from, oldTo);
            addAll(from, wanted.subList(from, newTo));
        } finally {
            endChange();
        }
    }

    @Override
    public PeopleItem get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    protected void doAdd(int index, PeopleItem row) {
        rows.add(index, row);
    }

    @Override
    protected PeopleItem doSet(int index, PeopleItem row) {
        return rows.set(index, row);
    }

    @Override
    protected PeopleItem doRemove(int index) {
        return rows.remove(index);
    }
}
