package com.experiture.client.bulk;

import java.io.Serializable;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * A record of a bulk write that was rejected; or several ones of a batch, where the API
 * says how many it rejected and not which.
 *
 * @param position the record's position in the source, from 0; that of the first record
 * of the batch where the API does not say which one it was
 * @param lastPosition the same; that of the batch's last record where the API does not
 * say which one it was
 * @param count how many records of these positions were rejected
 * @param code the API's error code; {@code null} where this client found the fault or the
 * API named none
 * @param path the member at fault, relative to the record, as far as it is known
 * @param reason what is wrong; a text of the API may quote the value, so it is not part
 * of {@link #toString()}
 */
public record RejectedRecords(long position, long lastPosition, long count, @Nullable String code,
		@Nullable String path, @Nullable String reason) implements Serializable {

	public static RejectedRecords one(long position, @Nullable String code, @Nullable String path,
			@Nullable String reason) {
		return new RejectedRecords(position, position, 1, code, path, reason);
	}

	/**
	 * Return the first rejection with what the API said of it, for people.
	 */
	public static String summary(List<RejectedRecords> rejections) {
		RejectedRecords first = rejections.get(0);
		String reason = ServerText.text(first.reason());
		return "first " + first + ((reason != null) ? ": " + reason : "");
	}

	@Override
	public String toString() {
		String where = (this.position == this.lastPosition) ? "record " + this.position
				: this.count + " of the records " + this.position + " to " + this.lastPosition;
		return where + ((this.code != null) ? ", " + ServerText.code(this.code) : "")
				+ ((this.path != null) ? " at " + ServerText.text(this.path) : "");
	}

}
