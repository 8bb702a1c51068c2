package punchline.server.program;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log files of a server that runs by itself, {@code server.log} and {@code traffic.log}, rolling and capped. Set up
 * here and not in a {@code logback.xml}, which would reconfigure whatever program embeds the server.
 */
final class LogFiles {
    /** The logger of traffic lines. */
    static final String TRAFFIC = "punchline.server.traffic";

    /** With the file in use 20 MiB of life, 60 MiB of traffic: half a million datagrams. */
    private static final int ROLLED_FILES = 3;

    private static final long LIFE_FILE_BYTES = 5L * 1024 * 1024;
    private static final long TRAFFIC_FILE_BYTES = 15L * 1024 * 1024;

    /** Lines of its life that may wait for a slow disk. */
    private static final int LIFE_QUEUE_LINES = 2048;

    private static final String LIFE_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %msg%n%ex{8}";

    private LogFiles() {}

    /** Sends all logging nowhere, where it would be printed between the lines for people. */
    static void none() {
        context().reset();
    }

    /**
     * Sends all logging to files, creating the directory.
     *
     * @throws IOException if they cannot be written
     */
    static void open(Path directory) throws IOException {
        LoggerContext context = context();
        context.reset();
        Files.createDirectories(directory);
        Appender<ILoggingEvent> life = file(context, directory.resolve("server.log"), LIFE_PATTERN, LIFE_FILE_BYTES);
        Appender<ILoggingEvent> traffic = file(context, directory.resolve("traffic.log"), "%msg%n", TRAFFIC_FILE_BYTES);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(async(context, life));
        // Its own queue, which counts what it drops, is in AsyncTrafficLog.
        Logger trafficLogger = context.getLogger(TRAFFIC);
        trafficLogger.setAdditive(false);
        trafficLogger.addAppender(traffic);
    }

    /** Writes what waits and closes the files. */
    static void close() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Path path, String pattern, long bytes)
            throws IOException {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(path + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(ROLLED_FILES);
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(bytes));
        // A flood writes some MiB a second, so the cap is looked after each second.
        trigger.setCheckIncrement(Duration.buildBySeconds(1));
        file.setContext(context);
        file.setName(String.valueOf(path.getFileName()));
        file.setFile(path.toString());
        file.setEncoder(encoder);
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(trigger);
        rolling.start();
        trigger.start();
        file.start();
        if (!file.isStarted()) {
            throw new IOException(path + " cannot be written");
        }
        return file;
    }

    private static Appender<ILoggingEvent> async(LoggerContext context, Appender<ILoggingEvent> appender) {
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setName("life");
        async.setQueueSize(LIFE_QUEUE_LINES);
        async.setNeverBlock(true);
        async.addAppender(appender);
        async.start();
        return async;
    }
}
