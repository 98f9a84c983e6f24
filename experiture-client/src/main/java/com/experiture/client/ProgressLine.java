package com.experiture.client;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.experiture.client.bulk.BulkProgress;
import com.experiture.client.campaigns.CampaignStatus;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportProgress;
import com.experiture.client.imports.ImportState;
import com.experiture.client.receipt.RecordsJob;

/**
 * A state of long work as text.
 *
 * @param text the text
 * @param share the completed share, 0 to 1, or {@code null} if it is not known
 * @param ended whether this is the last state
 */
record ProgressLine(String text, @Nullable Double share, boolean ended) {

	static ProgressLine of(Object progress) {
		if (progress instanceof BulkProgress bulk) {
			return of(bulk);
		}
		return (progress instanceof ImportProgress file) ? of(file)
				: new ProgressLine(String.valueOf(progress), null, isEnded(progress));
	}

	private static boolean isEnded(Object job) {
		if (job instanceof RecordsJob records) {
			return records.state().isTerminal();
		}
		if (job instanceof ImportJob file) {
			return file.state().isTerminal();
		}
		return job instanceof CampaignStatus status && status.executionStatus().isTerminal();
	}

	// Bytes count the upload; afterwards the job may count rows.
	private static ProgressLine of(ImportProgress file) {
		boolean uploads = file.phase().compareTo(ImportPhase.UPLOAD) <= 0;
		StringBuilder text = new StringBuilder(file.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '));
		Double share = null;
		if (uploads && file.totalBytes() > 0) {
			share = share(file.uploadedBytes(), file.totalBytes());
			text.append(", ").append(amount(file.uploadedBytes(), file.totalBytes(), "bytes", share));
		}
		if (file.rows() != null) {
			share = (share != null || file.totalRows() == null) ? share : share(file.rows(), file.totalRows());
			text.append(", ").append(amount(file.rows(), uploads ? null : file.totalRows(), "rows", share));
		}
		ImportState state = file.state();
		boolean ended = state != null && state.isTerminal();
		return new ProgressLine(text.append(", after ").append(time(file.elapsed())).toString(), share, ended);
	}

	private static ProgressLine of(BulkProgress bulk) {
		long done = bulk.accepted() + bulk.rejected();
		Double share = share(done, bulk.total());
		StringBuilder text = new StringBuilder().append(amount(done, bulk.total(), "records", share));
		if (done > 0) {
			text.append(String.format(Locale.ROOT, ", %,.0f/s", bulk.recordsPerSecond()));
		}
		if (bulk.rejected() > 0) {
			text.append(String.format(Locale.ROOT, ", %,d rejected", bulk.rejected()));
		}
		Duration remaining = bulk.ended() ? null : bulk.remaining();
		text.append((remaining != null) ? ", " + time(remaining) + " left" : ", after " + time(bulk.elapsed()));
		return new ProgressLine(text.toString(), share, bulk.ended());
	}

	private static @Nullable Double share(long done, @Nullable Long total) {
		return (total == null) ? null : (total == 0) ? 1.0 : done / (double) total;
	}

	private static String amount(long done, @Nullable Long total, String unit, @Nullable Double share) {
		return (total == null || share == null) ? String.format(Locale.ROOT, "%,d %s", done, unit)
				: String.format(Locale.ROOT, "%,d of %,d %s (%d %%)", done, total, unit, (long) (100 * share));
	}

	private static String time(Duration time) {
		long seconds = time.toSeconds();
		return (seconds < 60) ? seconds + " s"
				: (seconds < 3600) ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
						: String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
	}

}
