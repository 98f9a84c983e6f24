package com.experiture.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.bulk.BulkProgress;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportProgress;
import com.experiture.client.imports.ImportState;
import com.experiture.client.receipt.RecordsJob;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgressLog}.
 */
class ProgressLogTests {

	private final AtomicLong nanos = new AtomicLong();

	private final Logger logger = (Logger) LoggerFactory.getLogger(ProgressLog.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void addAppender() {
		this.log.start();
		this.logger.setLevel(Level.INFO);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void removeAppender() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@Test
	void logsLinePerIntervalAndAtTheEnd() {
		ProgressLog progress = new ProgressLog("customers", Duration.ofSeconds(10), null, this.nanos::get);
		for (int second = 0; second <= 25; second++) {
			this.nanos.set(Duration.ofSeconds(second).toNanos());
			progress.accept(bulk(second * 1_000L, 30_000L, second, false));
		}
		progress.accept(bulk(26_000, 30_000L, 26, true));
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("customers: 0 of 30,000 records (0 %), after 0 s",
					"customers: 10,000 of 30,000 records (33 %), 1,000/s, 20 s left",
					"customers: 20,000 of 30,000 records (66 %), 1,000/s, 10 s left",
					"customers: 26,000 of 30,000 records (86 %), 1,000/s, after 26 s");
	}

	@Test
	void omitsPercentageIfSizeIsUnknown() {
		new ProgressLog("customers", Duration.ofSeconds(10), null, this.nanos::get)
			.accept(bulk(1_500, null, 90, false));
		assertThat(this.log.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.isEqualTo("customers: 1,500 records, 17/s, after 1 min 30 s");
	}

	@Test
	void drawsBarOnTerminal() {
		StringWriter screen = new StringWriter();
		ProgressLog progress = new ProgressLog("customers", Duration.ofSeconds(10), new PrintWriter(screen),
				this.nanos::get);
		progress.accept(bulk(500, 1_000L, 10, false));
		progress.accept(bulk(510, 1_000L, 10, false));
		progress.accept(bulk(1_000, 1_000L, 20, true));
		assertThat(screen.toString().split("\r")).containsExactly("",
				"customers [###############---------------] 500 of 1,000 records (50 %), 50/s, 10 s left",
				"customers [##############################] 1,000 of 1,000 records (100 %), 50/s, after 20 s"
						+ System.lineSeparator());
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void showsBytesAndRowsOfImport() {
		ProgressLog progress = ProgressLog.of("file").every(Duration.ofNanos(1));
		progress.accept(
				new ImportProgress(ImportPhase.UPLOAD, "job-1", 250, 1_000, null, 20L, null, Duration.ofSeconds(5)));
		progress.accept(new ImportProgress(ImportPhase.AWAIT, "job-1", 1_000, 1_000, ImportState.COMPLETED, 80L, 80L,
				Duration.ofSeconds(9)));
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("file: upload, 250 of 1,000 bytes (25 %), 20 rows, after 5 s",
					"file: await, 80 of 80 rows (100 %), after 9 s");
	}

	@Test
	void showsOtherProgressAsText() {
		ProgressLog.of("job").every(Duration.ofMillis(1)).accept("RecordsJob[state=running]");
		assertThat(this.log.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.isEqualTo("job: RecordsJob[state=running]");
	}

	@Test
	void showsLastStateOfEachJob() {
		ProgressLog progress = ProgressLog.of("job").every(Duration.ofHours(1));
		for (int job = 0; job < 2; job++) {
			progress.accept(new RecordsJob(new JsonMapper().readTree("{\"state\":\"running\"}")));
			progress.accept(new RecordsJob(new JsonMapper().readTree("{\"state\":\"completed\"}")));
		}
		assertThat(this.log.list).hasSize(4);
	}

	private static BulkProgress bulk(long done, @Nullable Long total, int seconds, boolean ended) {
		return new BulkProgress(done, done, done, 0, 100 * done, Duration.ofSeconds(seconds), done, total, ended);
	}

}
