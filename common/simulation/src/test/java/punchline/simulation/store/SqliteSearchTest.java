package punchline.simulation.store;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.conversation.MessageStore;

class SqliteSearchTest extends SearchContract {
    @TempDir
    private Path directory = Path.of("");

    private final SqliteProfile profile = new SqliteProfile();

    @AfterEach
    void end() {
        profile.close();
    }

    @Override
    MessageStore store() {
        return profile.open(directory);
    }

    @Override
    MessageStore reopenAfterKill() {
        return profile.reopenAfterKill(directory);
    }

    @Override
    <T> T await(CompletionStage<T> stage) {
        return SqliteProfile.await(stage);
    }
}
