package punchline.client.ui.invite;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableObjectValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.News;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.OpenInvite;
import punchline.engine.Event.Relation;
import punchline.engine.RefusedException;
import punchline.engine.invite.InviteLink;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;

/** Invites that I give, and one that I take. */
public final class InviteViewModel {
    /** For how many hours an invite can be open, as it is offered. */
    static final List<Integer> HOURS = List.of(1, 24, Command.Invite.USUAL_HOURS, Command.Invite.MAX_HOURS);

    /**
     * An invite of mine. Its link is not kept anywhere.
     *
     * @param onlyHere it names no server but this computer's own
     */
    record Made(InviteLink link, boolean onlyHere) {}

    /** What an invite that I was given comes to. */
    enum Standing {
        FRESH,
        /** Its time is over, so that it makes an ordinary request. */
        OVER,
        /** I made it. */
        OWN,
        /** We talk already. */
        KNOWN
    }

    /** One that I was given. */
    record Offer(InviteLink link, Standing standing) {}

    private final Asker asker;
    private final PeopleViewModel people;
    private final ObservableObjectValue<@Nullable PeerId> own;
    private final Texts texts;
    private final Times times;
    private final News news;
    private final ReadOnlyObjectWrapper<@Nullable Made> made = new ReadOnlyObjectWrapper<>(this, "made");
    private final ReadOnlyStringWrapper makeProblem = new ReadOnlyStringWrapper(this, "makeProblem", "");
    private final ObservableList<OpenInvite> open = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Offer> offer = new ReadOnlyObjectWrapper<>(this, "offer");
    private final ReadOnlyStringWrapper offerProblem = new ReadOnlyStringWrapper(this, "offerProblem", "");
    private final ReadOnlyObjectWrapper<@Nullable PeerId> redeemed = new ReadOnlyObjectWrapper<>(this, "redeemed");
    private @Nullable String making;
    private @Nullable String redeeming;
    private @Nullable PeerId awaited;

    public InviteViewModel(
            Asker asker,
            PeopleViewModel people,
            ObservableObjectValue<@Nullable PeerId> own,
            Texts texts,
            Times times,
            News news) {
        this.asker = asker;
        this.people = people;
        this.own = own;
        this.texts = texts;
        this.times = times;
        this.news = news;
    }

    /** The invite made last, null if none was since {@link #begin}. */
    ReadOnlyObjectProperty<@Nullable Made> madeProperty() {
        return made.getReadOnlyProperty();
    }

    /** Why there is no invite; empty if nothing is wrong. */
    ReadOnlyStringProperty makeProblemProperty() {
        return makeProblem.getReadOnlyProperty();
    }

    /** My open invites, the one that ends first being the first. */
    ObservableList<OpenInvite> open() {
        return open;
    }

    /** The invite that is looked at, null if there is none. */
    ReadOnlyObjectProperty<@Nullable Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** What is wrong with what was pasted; empty if nothing. */
    ReadOnlyStringProperty offerProblemProperty() {
        return offerProblem.getReadOnlyProperty();
    }

    /** Who was asked to talk by the last invite that was redeemed, null until that is durable. */
    ReadOnlyObjectProperty<@Nullable PeerId> redeemedProperty() {
        return redeemed.getReadOnlyProperty();
    }

    /** Somebody looks at invites: asks which are open. */
    void begin() {
        made.set(null);
        makeProblem.set("");
        asker.ask(Command.ListInvites::new);
    }

    /** Makes one that is open for so many hours. */
    void make(int hours) {
        makeProblem.set("");
        asker.ask(ref -> {
            making = ref;
            return new Command.Invite(ref, hours);
        });
    }

    void revoke(OpenInvite invite) {
        asker.ask(ref -> new Command.Revoke(ref, invite.invite()));
    }

    /** Nothing is looked at. */
    void beginOffer() {
        offer.set(null);
        offerProblem.set("");
        redeemed.set(null);
        redeeming = null;
        awaited = null;
    }

    /** Looks at what a person pasted; blank for nothing. */
    void look(String pasted) {
        offer.set(null);
        if (pasted.isBlank()) {
            offerProblem.set("");
            return;
        }
        try {
            InviteLink link = InviteLink.parse(pasted);
            offer.set(new Offer(link, standing(link)));
            offerProblem.set("");
        } catch (RefusedException e) {
            offerProblem.set(texts.reason(e.why()));
        }
    }

    /** A picture was read: looks at what it says, if it says anything. */
    void lookAtPicture(Optional<String> said) {
        if (said.isEmpty()) {
            offer.set(null);
            offerProblem.set(texts.get("redeem.noCode"));
        } else {
            look(said.get());
        }
    }

    /** A file could not be read as a picture. */
    void onNoPicture() {
        offer.set(null);
        offerProblem.set(texts.get("redeem.noPicture"));
    }

    private Standing standing(InviteLink link) {
        if (link.peer().equals(own.get())) {
            return Standing.OWN;
        }
        Person known = people.find(link.peer());
        if (known != null && known.state().relation() == Relation.ACCEPTED) {
            return Standing.KNOWN;
        }
        return link.expiresAtMillis() < times.nowMillis() ? Standing.OVER : Standing.FRESH;
    }

    /** Asks whoever gave the invite to talk, at its servers. */
    void redeem() {
        Offer looked = offer.get();
        if (looked == null || looked.standing() == Standing.OWN) {
            return;
        }
        offerProblem.set("");
        awaited = looked.link().peer();
        asker.ask(ref -> {
            redeeming = ref;
            return new Command.Redeem(ref, looked.link().text(), null);
        });
        if (looked.standing() == Standing.KNOWN) {
            finish();
        }
    }

    /** Takes what concerns it. */
    public void onEvent(Event event) {
        if (event instanceof Event.Invited told
                && told.ref() != null
                && told.ref().equals(making)) {
            InviteLink link = InviteLink.parse(told.uri());
            made.set(new Made(link, link.servers().stream().allMatch(ServerAddress::isThisComputer)));
            asker.ask(Command.ListInvites::new);
        } else if (event instanceof Event.Invites told) {
            open.setAll(told.invites());
        } else if (event instanceof Event.InviteUsed used) {
            open.removeIf(one -> one.invite().equals(used.invite()));
            news.tell(
                    texts.get("invite.used", used.name().isBlank() ? used.peer().brief() : used.name()));
        }
    }

    /** Shows whom the invite led to, once that one is among the people. */
    public void onSettled() {
        PeerId peer = awaited;
        Person person = peer == null ? null : people.find(peer);
        if (person != null && person.state().relation() != null) {
            finish();
        }
    }

    private void finish() {
        PeerId peer = awaited;
        awaited = null;
        Person person = peer == null ? null : people.find(peer);
        if (person != null) {
            people.select(person);
        }
        redeemed.set(peer);
    }

    /**
     * Shows a problem here if it answers something asked here.
     *
     * @return whether it did
     */
    public boolean onProblem(Event.Problem told) {
        if (told.ref() == null) {
            return false;
        }
        if (told.ref().equals(making)) {
            makeProblem.set(texts.reason(told.message()));
            return true;
        }
        if (told.ref().equals(redeeming) && awaited != null) {
            offerProblem.set(texts.reason(told.message()));
            return true;
        }
        return false;
    }
}
