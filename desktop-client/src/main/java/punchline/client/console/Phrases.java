package punchline.client.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import punchline.engine.Event;
import punchline.engine.Happening;
import punchline.engine.HistoryMessage;

/** Events in words. Holds no state but the time zone. */
final class Phrases {
    static final String MENU = """
            list                   who is there
            connect <who>          ask somebody to talk
            connect <invite>       redeem an invite, a link that begins with punchline:
            invite [<hours>]       make an invite for one person, open for a week or so many hours
            invites                which of yours are open
            revoke <invite>        close one of them
            accept <who>           talk with somebody who asked
            reject <who>           do not; accept undoes it
            block <who>            take nothing from somebody, who will think that you are offline
            unblock <who>          as it was before
            alias <who> [<name>]   your own name for somebody; without one its own is shown again
            verify <who> [yes|no]  the number to compare with somebody's, and note that you did
            send <who> <text>      write; to somebody who is away it is kept and goes out later
            reply <who> [#n] <text>    answer a message
            edit <who> [#n] <text>     put another text in the place of one of yours
            delete <who> [#n]      take one of yours back
            react <who> [#n] [<emoji>]  put a sign beside a message, or take yours away
            cancel <who> [#n]      take one of yours back that has not left
            retry <who> [#n]       try at once to send one that waits
            timeline <who> [#n]    what happened to one of yours
            read <who> [#n]        say that you have read so far
            history <who>          what was said, each with its number; before #n, after #n or around #n goes on from there
            search [@<who>] <text>  find messages with these words, of everybody or of one
            clear <who>            delete here all that was said; the other is told nothing
            retain <who> <days>    remove messages here once they are older; 0 keeps them for ever
            draft <who> [<text>]   keep what you are writing; without a text nothing is kept
            export <who> <file>    write what was said to a file, or "all" of everybody; --overwrite replaces one
            status                 servers, address, links
            diagnose               what is well and what is not, and what would help
            attempts <who>         how the last attempts to reach somebody went; with --redacted without addresses
            reconnect              try at once what would be tried later
            name <name>            what others see
            visibility listed|unlisted   whether servers show you to everyone
            server <host:port>     use another rendezvous server
            leave <host:port>      use that one no more
            disclose typing|reading on|off   whether others see that you write, and how far you have read
            backup <file> <passphrase file>   copy the whole profile, key included, into a new encrypted file
            import <file> <new profile> <passphrase file>   make a profile of such a file
            menu, help             this
            quit                   end
            <who> is a number from the list, a name ("in quotes" if it has spaces) or the beginning of an id.
            #n is a message's number in the history; without it the last one is meant: the other's to reply, react and read, else yours.""";

    private final DateTimeFormatter clock;
    private final DateTimeFormatter calendar;

    Phrases(ZoneId zone) {
        clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
        calendar = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
    }

    String ready(Event.Ready ready) {
        String me =
                "You are " + Printable.line(ready.name()) + ", id " + ready.id() + ", UDP port " + ready.port() + ".";
        String next = ready.server() == null
                ? "No rendezvous server is known. Type: server HOST:PORT"
                : "Type menu for what can be done.";
        return me + System.lineSeparator() + next;
    }

    String retained(String name, int days) {
        return days == 0
                ? "Messages with " + name + " are kept for ever."
                : "Messages with " + name + " are kept for " + days + (days == 1 ? " day." : " days.");
    }

    String person(Person person) {
        Event.Relation relation = person.relation();
        String standing = relation == null
                ? "listed"
                : switch (relation) {
                    case REQUESTED -> "asked, no answer yet";
                    case PENDING -> "asks to talk";
                    case ACCEPTED -> lower(person.link());
                    case REJECTED -> "rejected";
                    case BLOCKED -> "blocked";
                };
        String verified = person.notes().verified() ? ", verified" : "";
        String line = String.format(
                Locale.ROOT,
                "%4d  %-24s %-22s %s",
                person.number(),
                Printable.name(person.shownName()),
                standing + verified,
                person.id());
        if (person.notes().alias() != null && !person.name().isEmpty()) {
            line += ", calls itself " + Printable.name(person.name());
        }
        Event.LooksLike other = person.notes().looksLike();
        return other == null ? line : line + System.lineSeparator() + looksLike(person.shownName(), other);
    }

    /** The warning about somebody who bears the name of another. */
    String looksLike(String name, Event.LooksLike other) {
        String known = Printable.name(other.name());
        return "! Careful: this " + Printable.name(name) + " is not the " + known
                + (other.verified() ? " whom you verified" : " you know") + " ("
                + other.id().brief()
                + "), but somebody with another key and a name that reads the same.";
    }

    String safetyNumber(String name, Event.SafetyNumber safety) {
        String half = safety.number();
        int middle = half.length() / 2;
        return "The safety number of " + name + " and you:" + System.lineSeparator() + "    "
                + half.substring(0, middle).strip() + System.lineSeparator() + "    "
                + half.substring(middle).strip() + System.lineSeparator()
                + (safety.verified()
                        ? "You have noted that you compared it."
                        : "Compare it with what " + name
                                + " sees, by voice or side by side. If it is the same, type: verify <who> yes");
    }

    String link(String name, Event.Link link) {
        String reason = link.reason() == null ? "." : ": " + link.reason();
        return switch (link.state()) {
            case CONNECTING -> "Connecting to " + name + " …";
            case ONLINE -> name + (link.isSilent() ? " " + link.reason() + "." : " is online (" + path(link) + ").");
            case OFFLINE -> name + " is offline" + reason;
            case UNREACHABLE -> name + " cannot be reached" + reason;
        };
    }

    private static String path(Event.Link link) {
        String path = link.path() == null ? "" : lower(link.path()) + ", ";
        String address = link.address() == null ? "" : link.address() + ", ";
        return path + address + "after " + link.millis() + " ms";
    }

    String message(String name, Event.Message message) {
        return clock.format(Instant.ofEpochMilli(message.arrived())) + " " + name + ": "
                + Printable.paragraph(message.text());
    }

    String past(String name, HistoryMessage message, int number) {
        String state = message.state() == null || message.state() == Event.MessageState.DELIVERED
                ? ""
                : " [" + lower(message.state()) + "]";
        return calendar.format(Instant.ofEpochMilli(message.time())) + " #" + number + " " + said(name, message)
                + state;
    }

    String found(String name, Event.Hit hit, int number) {
        HistoryMessage message = hit.message();
        String text = Highlights.of(message.text(), hit.ranges());
        return calendar.format(Instant.ofEpochMilli(message.time())) + " " + name + " #" + number + " "
                + (message.mine() ? "me" : name) + ": " + text;
    }

    String changed(String name, HistoryMessage message, int number) {
        return "Changed: #" + number + " " + said(name, message);
    }

    String happening(Happening happening) {
        String time = happening.time() == 0 ? "earlier" : calendar.format(Instant.ofEpochMilli(happening.time()));
        String detail = happening.detail() == null ? "" : " (" + Printable.line(happening.detail()) + ")";
        return time + " " + lower(happening.step()) + detail;
    }

    private static String said(String name, HistoryMessage message) {
        String text = message.deleted() ? "(deleted)" : Printable.paragraph(message.text());
        StringBuilder line =
                new StringBuilder(message.mine() ? "me" : name).append(": ").append(text);
        if (message.edited()) {
            line.append(" (edited)");
        }
        for (HistoryMessage.Reaction reaction : message.reactions()) {
            line.append(" [").append(Printable.line(reaction.emoji())).append(reaction.mine() ? " me]" : "]");
        }
        return line.toString();
    }

    String request(Event.Request request) {
        String greeting = request.greeting().isEmpty() ? "" : ": " + Printable.paragraph(request.greeting());
        return Printable.name(request.name()) + " (" + request.peer().brief() + ") asks to talk" + greeting
                + System.lineSeparator() + "Type: accept " + request.peer().brief();
    }

    String server(Event.ServerStatus status) {
        if (!status.registered()) {
            return "Server " + status.server() + ": "
                    + Objects.requireNonNullElse(status.problem(), "not registered yet");
        }
        String observed = status.observed() == null ? "" : ", sees me as " + status.observed();
        String number = status.number() == null ? ", unlisted" : ", number " + status.number();
        return "Server " + status.server() + ": registered" + observed + number;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
