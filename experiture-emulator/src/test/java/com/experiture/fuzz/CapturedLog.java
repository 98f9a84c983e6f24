package com.experiture.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The log of the client from level DEBUG and of all other loggers from level WARN. Lines
 * that violate a rule are recorded.
 */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Logger client = (Logger) LoggerFactory.getLogger("com.experiture");

	private final Map<Logger, @Nullable Level> levels = new LinkedHashMap<>();

	private final Queue<Line> problems = new ConcurrentLinkedQueue<>();

	CapturedLog() {
		level(this.root, Level.WARN);
		level(this.client, Level.DEBUG);
		// The lines themselves are not of interest.
		this.root.detachAppender("CONSOLE");
		setContext(this.root.getLoggerContext());
		start();
		this.root.addAppender(this);
	}

	private void level(Logger logger, Level level) {
		this.levels.put(logger, logger.getLevel());
		logger.setLevel(level);
	}

	@Override
	protected void append(ILoggingEvent event) {
		String problem = problem(event);
		if (problem != null) {
			this.problems.add(new Line(event.getMDCPropertyMap().getOrDefault("correlationId", ""),
					event.getLevel() + " " + event.getLoggerName() + " " + problem));
		}
	}

	private static @Nullable String problem(ILoggingEvent event) {
		String problem = HostileText.problem(event.getFormattedMessage());
		if (problem == null && event.getKeyValuePairs() != null) {
			problem = HostileText
				.problem(event.getKeyValuePairs().stream().map(String::valueOf).collect(Collectors.joining(" ")));
		}
		int depth = 20;
		for (IThrowableProxy failure = event.getThrowableProxy(); problem == null && failure != null
				&& depth > 0; depth--) {
			problem = HostileText.problem(failure.getMessage());
			failure = failure.getCause();
		}
		if (problem == null && event.getLevel() == Level.ERROR) {
			IThrowableProxy failure = event.getThrowableProxy();
			problem = "is an error: " + event.getFormattedMessage()
					+ ((failure != null) ? " " + failure.getClassName() + ": " + failure.getMessage() : "");
		}
		return problem;
	}

	/**
	 * Return and remove a problem of a call.
	 * @param correlationId the id of the call; empty for lines without an id
	 */
	@Nullable String problem(String correlationId) {
		for (Line line : this.problems) {
			if (line.correlationId().equals(correlationId) && this.problems.remove(line)) {
				return "The log line " + line.text();
			}
		}
		return null;
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
		this.levels.forEach(Logger::setLevel);
	}

	private record Line(String correlationId, String text) {
	}

}
