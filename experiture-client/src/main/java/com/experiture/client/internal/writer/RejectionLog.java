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
 * Warns of the records that a writer could not write because they were rejected: of the
 * first at once, then once a minute at most, with their number.
 */
final class RejectionLog {

	private static final Logger logger = LoggerFactory.getLogger(RecordWriter.class);

	private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

	private final LongSupplier nanoTime;

	private final String workspace;

	private @Nullable Long warned;

	private long since;

	RejectionLog(ClientRuntime runtime) {
		this.nanoTime = runtime.time().nanoTime();
		this.workspace = runtime.workspace();
	}

	void rejected(String objectName, List<RecordResult> rejections, long count, String correlationId) {
		long more = add(count);
		if (more == 0) {
			return;
		}
		RecordResult first = rejections.isEmpty() ? null : rejections.get(0);
		String what = (first != null) ? what(first) : "the API does not say which";
		logger.warn(
				"{} records of the writer were rejected since the last warning, the last of them of '{}' (workspace {}): {} "
						+ "[correlation id {}]",
				more, objectName, this.workspace, what, correlationId);
	}

	private synchronized long add(long count) {
		long now = this.nanoTime.getAsLong();
		this.since += count;
		if (this.since == 0 || (this.warned != null && now - this.warned < INTERVAL)) {
			return 0;
		}
		long more = this.since;
		this.since = 0;
		this.warned = now;
		return more;
	}

	private static String what(RecordResult rejection) {
		StringBuilder what = new StringBuilder((rejection.code() != null) ? ServerText.code(rejection.code()) : "");
		if (rejection.path() != null) {
			what.append(" at ").append(ServerText.text(rejection.path()));
		}
		return what.append(": ").append(ServerText.text(String.valueOf(rejection.message()))).toString().strip();
	}

}
