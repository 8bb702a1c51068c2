package punchline.client;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log of a client: {@code client.log} in its profile, rolling and capped, and nothing on standard output or error.
 * Set up here and not in a {@code logback.xml}, since only the command line says where the profile is.
 */
final class ClientLog implements AutoCloseable {
    /** With the file in use 20 MiB: days of chat, without a place on any disk that would be missed. */
    private static final int ROLLED_FILES = 3;

    private static final long FILE_BYTES = 5L * 1024 * 1024;

    /** Lines that may wait for a slow disk; what is more is dropped, so that the engine never waits for its log. */
    private static final int QUEUE_LINES = 4096;

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level [%thread] %logger: %msg%n%ex{12}";

    private final LoggerContext context;

    private ClientLog(LoggerContext context) {
        this.context = context;
    }

    /** Sends all logging nowhere, which by default goes to standard output. To be called before anything logs. */
    static void none() {
        silence(context());
    }

    private static void silence(LoggerContext context) {
        context.reset();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /** Sends all logging to a file in {@code directory}. Without a writable one there is no log. */
    static ClientLog open(Path directory) {
        LoggerContext context = context();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        Path path = directory.resolve("client.log");
        LogFile file = new LogFile();
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(path + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(ROLLED_FILES);
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(FILE_BYTES));
        trigger.setCheckIncrement(Duration.buildBySeconds(1));
        file.setContext(context);
        file.setName("client.log");
        file.setFile(path.toString());
        file.setEncoder(encoder);
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(trigger);
        rolling.start();
        trigger.start();
        file.start();
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setName("client");
        async.setQueueSize(QUEUE_LINES);
        async.setNeverBlock(true);
        async.addAppender(file);
        async.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(async);
        return new ClientLog(context);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    /** Writes what waits, and logs nothing more. */
    @Override
    public void close() {
        silence(context);
    }
}
