package punchline.benchmark.kills;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import punchline.benchmark.lab.ConsoleClient;
import punchline.benchmark.lab.ConsoleClient.Seen;
import punchline.benchmark.lab.Programs;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Processes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person whose program is killed and started again. */
final class Mortal {
    /** A busy machine starts a client in some seconds. */
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int PAGE = 1000;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Processes processes;
    private final Programs programs;
    private final String server;
    private final String name;
    private final Path data;
    private final Ledger ledger = new Ledger();
    private final Map<String, String> refs = new HashMap<>();
    private ConsoleClient program;
    private String id = "";
    private int lives;
    private int asked;

    /** Starts the first life. */
    Mortal(Processes processes, Programs programs, String server, String name, Path data) {
        this.processes = processes;
        this.programs = programs;
        this.server = server;
        this.name = name;
        this.data = data;
        this.program = start();
    }

    private ConsoleClient start() {
        lives++;
        return ConsoleClient.start(processes, programs, server, name, data);
    }

    String name() {
        return name;
    }

    /** Where its profile lies. */
    Path data() {
        return data.resolve(name);
    }

    Ledger ledger() {
        return ledger;
    }

    int lives() {
        return lives;
    }

    String id() {
        return id;
    }

    void awaitReady() {
        Seen ready = program.await(0, ConsoleClient.event("ready"), START_LIMIT)
                .orElseThrow(() -> new LabException(name + " does not start"));
        id = ready.event().path("id").asString("");
    }

    /** Whether an event comes, in this life, before the limit passes. */
    boolean await(Predicate<JsonNode> event, Duration limit) {
        return program.await(0, event, limit).isPresent();
    }

    void connect(Mortal other) {
        program.send("connect", "peer", other.id);
    }

    /** Sends texts, without waiting for anything; a program that does not run gets none. */
    void burst(Mortal to, int count) {
        for (int i = 0; i < count; i++) {
            String text = name + " " + refs.size();
            String ref = "m" + refs.size();
            refs.put(ref, text);
            program.send("send", "ref", ref, "peer", to.id, "text", text);
        }
    }

    int sent() {
        return refs.size();
    }

    /** SIGKILL, at once the end of this life; then the next begins. */
    void dieAndRise() {
        die();
        program = start();
    }

    /** SIGKILL. */
    void die() {
        program.killAndHearOut();
        hearOut();
    }

    private void hearOut() {
        ledger.read(program.since(0, any -> true).stream().map(Seen::event).toList(), refs);
        program.strays().forEach(stray -> ledger.problems().add("not JSON: " + stray));
    }

    /** Ends in good order. */
    void quit() {
        program.quit(ANSWER_LIMIT);
        hearOut();
    }

    /** The whole conversation, oldest first. */
    List<JsonNode> history(Mortal with) {
        List<JsonNode> all = new ArrayList<>();
        String before = null;
        while (true) {
            String ref = "h" + asked++;
            var command = MAPPER.createObjectNode()
                    .put("do", "history")
                    .put("ref", ref)
                    .put("peer", with.id)
                    .put("limit", PAGE);
            if (before != null) {
                command.put("before", before);
            }
            int mark = program.mark();
            program.send(command);
            Optional<Seen> answer = program.await(
                    mark,
                    ConsoleClient.event("history")
                            .and(event -> event.path("ref").asString("").equals(ref)),
                    ANSWER_LIMIT);
            List<JsonNode> page = new ArrayList<>();
            answer.orElseThrow(() -> new LabException(name + " gives no history"))
                    .event()
                    .path("messages")
                    .forEach(page::add);
            all.addAll(0, page);
            if (page.size() < PAGE) {
                return all;
            }
            before = page.getFirst().path("id").asString("");
        }
    }
}
