package com.experiture.client.bulk;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * A rejected record of a bulk write; or several records of a batch, if the API reports
 * how many it rejected but not which ones.
 *
 * @param position the position of the record in the source, from 0; that of the first
 * record of the batch if the API does not report which record it was
 * @param lastPosition the same position; that of the last record of the batch if the API
 * does not report which record it was
 * @param count how many records at these positions were rejected
 * @param code the error code of the API; {@code null} if this client rejected the record
 * or the API reported none
 * @param path the invalid field, relative to the record, if known
 * @param reason why the record was rejected; a text of the API can quote the value, so it
 * is not part of {@link #toString()}
 */
public record RejectedRecords(long position, long lastPosition, long count, @Nullable String code,
		@Nullable String path, @Nullable String reason) implements Serializable {

	/**
	 * Return a description with the reason, which can quote the value.
	 * @return positions, code, path and reason, without control characters
	 */
	public String description() {
		String text = ServerText.text(this.reason);
		return this + ((text != null) ? ": " + text : "");
	}

	@Override
	public String toString() {
		String which = (this.position == this.lastPosition) ? "record " + this.position
				: this.count + " of the records " + this.position + " to " + this.lastPosition;
		return which + ((this.code != null) ? ", " + ServerText.code(this.code) : "")
				+ ((this.path != null) ? " at " + ServerText.text(this.path) : "");
	}

}
