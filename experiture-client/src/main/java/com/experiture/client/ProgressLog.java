package com.experiture.client;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.experiture.client.settings.DurationLimits;

/**
 * Shows the progress of long work: as a bar on a terminal, otherwise as a log line per
 * interval. It is a listener for bulk writes, imports and waits for jobs:
 *
 * <pre>
 * BulkOptions.builder().onProgress(ProgressLog.of("customers")).build()
 * </pre>
 *
 * Use one instance for one piece of work at a time.
 */
public final class ProgressLog implements Consumer<Object> {

	private static final Logger logger = LoggerFactory.getLogger(ProgressLog.class);

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration REDRAWN = Duration.ofMillis(200);

	private static final int WIDTH = 30;

	private final String title;

	private final Duration interval;

	private final @Nullable PrintWriter terminal;

	private final LongSupplier nanoTime;

	private @Nullable Long shown;

	private int drawn;

	ProgressLog(String title, Duration interval, @Nullable PrintWriter terminal, LongSupplier nanoTime) {
		this.title = title;
		this.interval = interval;
		this.terminal = terminal;
		this.nanoTime = nanoTime;
	}

	/**
	 * Create a listener that shows a bar if the application runs on a terminal, and
	 * otherwise logs at level {@code INFO} every 10 seconds.
	 * @param title the name of the work, such as {@code customers}
	 * @return the listener
	 */
	public static ProgressLog of(String title) {
		return new ProgressLog(title, INTERVAL, terminal(), System::nanoTime);
	}

	/**
	 * Return a listener that logs at another interval, even on a terminal.
	 * @param interval the minimum time between two lines; the first and the last state
	 * are always logged
	 * @return a new listener
	 */
	public ProgressLog every(Duration interval) {
		DurationLimits.positive("interval", interval);
		return new ProgressLog(this.title, interval, null, this.nanoTime);
	}

	// Since JDK 22, a console can exist without a terminal.
	private static @Nullable PrintWriter terminal() {
		Console console = System.console();
		if (console == null) {
			return null;
		}
		try {
			Method isTerminal = Console.class.getMethod("isTerminal");
			return Boolean.TRUE.equals(isTerminal.invoke(console)) ? console.writer() : null;
		}
		catch (ReflectiveOperationException ex) {
			return console.writer();
		}
	}

	/**
	 * Show a state if the interval has elapsed.
	 * @param progress the state
	 */
	@Override
	public synchronized void accept(Object progress) {
		ProgressLine line = ProgressLine.of(progress);
		long now = this.nanoTime.getAsLong();
		Duration interval = (this.terminal != null) ? REDRAWN : this.interval;
		if (!line.ended() && this.shown != null && now - this.shown < interval.toNanos()) {
			return;
		}
		this.shown = line.ended() ? null : now;
		if (this.terminal != null) {
			draw(this.terminal, line);
		}
		else {
			logger.info("{}: {}", this.title, line.text());
		}
	}

	private void draw(PrintWriter terminal, ProgressLine line) {
		StringBuilder drawn = new StringBuilder(this.title).append(' ');
		Double share = line.share();
		if (share != null) {
			int filled = (int) Math.round(Math.min(1, share) * WIDTH);
			drawn.append('[').append("#".repeat(filled)).append("-".repeat(WIDTH - filled)).append("] ");
		}
		drawn.append(line.text());
		int length = drawn.length();
		drawn.append(" ".repeat(Math.max(0, this.drawn - length)));
		this.drawn = line.ended() ? 0 : length;
		terminal.print("\r" + drawn + (line.ended() ? System.lineSeparator() : ""));
		terminal.flush();
	}

}
