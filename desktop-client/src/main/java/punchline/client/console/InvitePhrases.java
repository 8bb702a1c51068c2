package punchline.client.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import punchline.client.qr.QrCode;
import punchline.engine.Event;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;

/** Invites in words, and as QR codes. */
final class InvitePhrases {
    private final DateTimeFormatter calendar;
    private final boolean colours;

    /** {@code colours}: the terminal knows the sequences of ECMA-48 for them. */
    InvitePhrases(ZoneId zone, boolean colours) {
        this.calendar =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        this.colours = colours;
    }

    String invited(Event.Invited invited) {
        InviteLink link = InviteLink.parse(invited.uri());
        StringBuilder text = new StringBuilder("Invite ")
                .append(invited.invite())
                .append(", for one person, until ")
                .append(time(invited.expiresAtMillis()))
                .append(". Whoever has it first is let in:")
                .append(System.lineSeparator())
                .append(invited.uri());
        if (link.servers().stream().allMatch(ServerAddress::isThisComputer)) {
            text.append(System.lineSeparator())
                    .append("It names no server but this computer's own, which others cannot reach.");
        }
        QrCode code = QrCode.of(link.capitals());
        if (QrLines.columns(code) <= QrLines.MAX_COLUMNS) {
            QrLines.of(code, colours)
                    .forEach(line -> text.append(System.lineSeparator()).append(line));
        }
        return text.toString();
    }

    String open(List<Event.OpenInvite> invites) {
        if (invites.isEmpty()) {
            return "No invite is open.";
        }
        StringBuilder text = new StringBuilder("Open invites:");
        for (Event.OpenInvite invite : invites) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(invite.invite())
                    .append("  made ")
                    .append(time(invite.createdAtMillis()))
                    .append(", until ")
                    .append(time(invite.expiresAtMillis()));
        }
        return text.toString();
    }

    String used(Event.InviteUsed used) {
        return Printable.name(used.name()) + " (" + used.peer().brief() + ") has redeemed your invite " + used.invite()
                + " and is a contact of yours.";
    }

    private String time(long millis) {
        return calendar.format(Instant.ofEpochMilli(millis));
    }
}
