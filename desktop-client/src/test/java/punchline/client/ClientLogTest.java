package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ClientLogTest {
    @TempDir
    Path directory;

    @Test
    void everyLineOfABurstIsInTheFileOnceTheLogIsClosed() throws IOException {
        try (ClientLog _ = ClientLog.open(directory)) {
            for (int i = 0; i < 500; i++) {
                LoggerFactory.getLogger("burst").info("line {}", i);
            }
        }
        assertThat(Files.readAllLines(directory.resolve("client.log")))
                .filteredOn(line -> line.contains(" burst: "))
                .hasSize(500)
                .first()
                .asString()
                .endsWith("line 0");
    }

    @Test
    void aBurstIsInTheFileSoonAfterItsEnd() throws Exception {
        try (ClientLog _ = ClientLog.open(directory)) {
            for (int i = 0; i < 50; i++) {
                LoggerFactory.getLogger("burst").info("line {}", i);
            }
            Path file = directory.resolve("client.log");
            long deadlineNanos = System.nanoTime() + 10_000_000_000L;
            while (!Files.readString(file).contains("line 49") && System.nanoTime() - deadlineNanos < 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(Files.readString(file)).contains("line 49");
        }
    }
}
