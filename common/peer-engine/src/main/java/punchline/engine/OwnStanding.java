package punchline.engine;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.diagnosis.Diagnosis;
import punchline.engine.diagnosis.Finding;
import punchline.engine.diagnosis.Standing;
import punchline.engine.mapping.MappingStatus;
import punchline.engine.path.IpPrefix;

/** How this peer stands, in plain words. Engine thread. */
final class OwnStanding {
    /** More than a person reads; those met last come first. */
    private static final int MAX_PEOPLE = 100;

    private final TraversalOptions options;
    private final ChatService chat;
    private final Servers servers;
    private final RemotePeers remotes;
    private final World world;
    private final Supplier<MappingStatus> mapping;

    OwnStanding(
            TraversalOptions options,
            ChatService chat,
            Servers servers,
            RemotePeers remotes,
            World world,
            Supplier<MappingStatus> mapping) {
        this.options = options;
        this.chat = chat;
        this.servers = servers;
        this.remotes = remotes;
        this.world = world;
        this.mapping = mapping;
    }

    /** All there is to say. */
    List<Finding> findings() {
        return Diagnosis.of(standing(people()));
    }

    /** Why nobody can be found or reached from here; null if nothing is known to be in the way. */
    @Nullable
    Reason obstacle() {
        Finding obstacle = Diagnosis.obstacle(standing(List.of()));
        return obstacle == null ? null : obstacle.reason();
    }

    private Standing standing(List<Standing.Person> people) {
        return new Standing(
                world.addresses().stream().map(IpPrefix::address).toList(),
                servers.standings(),
                servers.nat(),
                mapping.get(),
                options.randomPorts(),
                people);
    }

    private List<Standing.Person> people() {
        return chat.contacts().stream()
                .filter(contact -> contact.isWanted())
                .sorted((one, other) -> Long.compare(other.lastHeardMillis(), one.lastHeardMillis()))
                .limit(MAX_PEOPLE)
                .map(this::person)
                .toList();
    }

    private Standing.Person person(Contact contact) {
        RemotePeer remote = remotes.get(contact.id());
        if (remote == null) {
            return new Standing.Person(
                    contact.shownName(), Event.LinkState.OFFLINE, null, null, 0, 0, Reason.of(Reason.Code.NOT_TOLD));
        }
        Event.Link link = remote.link(null);
        return new Standing.Person(
                contact.shownName(),
                link.state(),
                link.path(),
                link.address(),
                remote.rttNanos(),
                remote.presence().onlineForNanos(world.time().nowNanos()),
                link.why());
    }
}
