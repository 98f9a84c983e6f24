package com.experiture.client.internal.writer;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.RecordWriter;

/**
 * Logs a warning with the number of rejected records of a writer: for the first at once,
 * then at most once per minute.
 */
final class RejectionLog {

	private static final Logger logger = LoggerFactory.getLogger(RecordWriter.class);

	private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

	private final LongSupplier nanoTime;

	private final String workspace;

	private @Nullable Long warned;

	private long unreported;

	RejectionLog(ClientRuntime runtime) {
		this.nanoTime = runtime.time().nanoTime();
		this.workspace = runtime.workspace();
	}

	void rejected(String objectName, List<RecordResult> rejections, long count, String correlationId) {
		long unreported = add(count);
		if (unreported == 0) {
			return;
		}
		RecordResult first = rejections.isEmpty() ? null : rejections.get(0);
		String description = (first != null) ? describe(first) : "the API does not say which";
		logger.warn(
				"{} records of the writer were rejected since the last warning, the last of them of '{}' (workspace {}): {} "
						+ "[correlation id {}]",
				unreported, objectName, this.workspace, description, correlationId);
	}

	private synchronized long add(long count) {
		long now = this.nanoTime.getAsLong();
		this.unreported += count;
		if (this.unreported == 0 || (this.warned != null && now - this.warned < INTERVAL)) {
			return 0;
		}
		long unreported = this.unreported;
		this.unreported = 0;
		this.warned = now;
		return unreported;
	}

	private static String describe(RecordResult rejection) {
		StringBuilder text = new StringBuilder((rejection.code() != null) ? ServerText.code(rejection.code()) : "");
		if (rejection.path() != null) {
			text.append(" at ").append(ServerText.text(rejection.path()));
		}
		return text.append(": ").append(ServerText.text(String.valueOf(rejection.message()))).toString().strip();
	}

}
