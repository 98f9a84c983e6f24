package com.experiture.client.internal.bulk;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.observation.FlushReason;

/**
 * A part of a source: a batch and where its records stood. What is kept of it while its
 * job runs is the range alone.
 *
 * @param range the records it covers
 * @param encoded the batch, to be released; {@code null} where no record of the range can
 * be sent
 * @param cut why the batch was not made larger
 */
record BulkBatch(Range range, @Nullable EncodedBatch encoded, FlushReason cut) {

	/**
	 * Give up what is held of the records themselves.
	 */
	void release() {
		if (this.encoded != null) {
			this.encoded.release();
		}
	}

	/**
	 * The records of a batch.
	 *
	 * @param from the position of the first one
	 * @param to the position after the last one, records that were left out included
	 * @param positions the positions of the records of the batch
	 * @param ticket its place in the order
	 */
	record Range(long from, long to, long[] positions, KeyOrder.Ticket ticket) {

		// The records that were left out are accounted for already.
		long first() {
			return this.positions[0];
		}

		long last() {
			return this.positions[this.positions.length - 1];
		}

	}

}
