package com.experiture.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.experiture.client.bulk.BulkReport;

/**
 * What became of the rows.
 *
 * @param customers the customers
 * @param orders the order lines
 * @param elapsed how long it took
 */
record IngestionReport(Tally customers, Tally orders, Duration elapsed) {

	private static final int SHOWN_REJECTIONS = 10;

	@Override
	public String toString() {
		long accepted = this.customers.accepted + this.orders.accepted;
		double seconds = Math.max(0.001, this.elapsed.toMillis() / 1000.0);
		return String.format(Locale.ROOT, "%-12s %10s %10s %10s%n%s%s%d records in %.2f s, %.0f records/s", "", "read",
				"accepted", "rejected", this.customers, this.orders, accepted, seconds, accepted / seconds);
	}

	/**
	 * Counts the rows of one file.
	 */
	static final class Tally {

		private final String name;

		private final List<String> rejections = new ArrayList<>();

		// The row of each record: rows that became none have no position in the source.
		private final List<Integer> rows = new ArrayList<>();

		private int read;

		private long accepted;

		private long rejected;

		Tally(String name) {
			this.name = name;
		}

		// The header is row 1.
		int read() {
			return ++this.read + 1;
		}

		void sent(int row) {
			this.rows.add(row);
		}

		void rejected(int row, String reason) {
			this.rejected++;
			note("row " + row + ": " + reason);
		}

		void settled(BulkReport report) {
			this.accepted += report.accepted();
			this.rejected += report.rejected();
			report.rejections()
				.forEach((rejected) -> note("row " + this.rows.get((int) rejected.position()) + ": " + rejected));
		}

		void stopped(String reason) {
			note(reason);
		}

		private void note(String rejection) {
			if (this.rejections.size() < SHOWN_REJECTIONS) {
				this.rejections.add(rejection);
			}
		}

		int rowsRead() {
			return this.read;
		}

		long acceptedRows() {
			return this.accepted;
		}

		long rejectedRows() {
			return this.rejected;
		}

		List<String> rejections() {
			return List.copyOf(this.rejections);
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-12s %10d %10d %10d%n", this.name,
					this.read, this.accepted, this.rejected));
			this.rejections
				.forEach((rejection) -> text.append("    ").append(rejection).append(System.lineSeparator()));
			return text.toString();
		}

	}

}
