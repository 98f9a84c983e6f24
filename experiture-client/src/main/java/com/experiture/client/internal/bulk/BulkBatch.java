package com.experiture.client.internal.bulk;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.observation.FlushReason;

/**
 * A batch and the positions of its records in the source. While its job runs, only the
 * range is kept.
 *
 * @param range the records that it covers
 * @param encoded the batch, to be released; {@code null} if no record of the range can be
 * sent
 * @param reason why the batch is not larger
 */
record BulkBatch(Range range, @Nullable EncodedBatch encoded, FlushReason reason) {

	/**
	 * Release the memory of the records.
	 */
	void release() {
		if (this.encoded != null) {
			this.encoded.release();
		}
	}

	/**
	 * The records of a batch.
	 *
	 * @param from the position of the first record
	 * @param to the position after the last record, including records that were left out
	 * @param positions the positions of the records of the batch
	 * @param ticket the place of the batch in the order
	 */
	record Range(long from, long to, long[] positions, KeySequencer.Ticket ticket) {

		int size() {
			return this.positions.length;
		}

		// Records that were left out are accounted for already.
		long first() {
			return this.positions[0];
		}

		long last() {
			return this.positions[this.positions.length - 1];
		}

	}

}
