package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.NatCheck;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology;
import punchline.benchmark.lab.network.Topology.Host;

/** A network that is built and checked, and what is needed to start programs in it. */
final class Stage implements AutoCloseable {
    private final Programs programs;
    private final Path data;
    private final Processes processes;
    private final Network network;

    private Stage(Programs programs, Path data, Processes processes, Network network) {
        this.programs = programs;
        this.data = data;
        this.processes = processes;
        this.network = network;
    }

    /**
     * Builds the network and reports whether its NATs are what they are called.
     *
     * @param data for the programs' data and logs
     */
    static Stage set(Topology topology, Programs programs, Path data, Report report) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new LabException("there is no place for the programs' data", e);
        }
        Processes processes = new Processes();
        Stage stage = new Stage(programs, data, processes, Network.build(topology, processes));
        try {
            for (NatCheck.Finding finding : NatCheck.run(topology)) {
                report.check(finding.what(), finding.passed(), finding.measured());
            }
            stage.network.startOtherFlows();
            return stage;
        } catch (LabException e) {
            stage.close();
            throw e;
        }
    }

    RendezvousHost startServer(Report report) {
        return RendezvousHost.start(processes, programs, data, report);
    }

    /** Starts a client and waits until it is ready. The same name is the same profile. */
    Person start(Host host, String name) {
        return Person.ready(launch(host, name), name);
    }

    /** Starts both at once, for a quick beginning. */
    List<Person> start(Host oneHost, String oneName, Host otherHost, String otherName) {
        ConsoleClient one = launch(oneHost, oneName);
        ConsoleClient other = launch(otherHost, otherName);
        return List.of(Person.ready(one, oneName), Person.ready(other, otherName));
    }

    private ConsoleClient launch(Host host, String name) {
        String server = network.topology().serverAddress() + ":" + RendezvousHost.PORT;
        return ConsoleClient.start(processes, programs, host, server, name, data);
    }

    Network network() {
        return network;
    }

    Programs programs() {
        return programs;
    }

    /** A new directory for the data of one trial among several. */
    static Path newData(Path home, String title) {
        try {
            Path out = Files.createDirectories(home.resolve("benchmark/target/lab"));
            return Files.createTempDirectory(out, title + "-");
        } catch (IOException e) {
            throw new LabException("there is no place for the data of " + title, e);
        }
    }

    /** Ends every program and takes the network away. */
    @Override
    public void close() {
        processes.close();
        network.close();
    }
}
