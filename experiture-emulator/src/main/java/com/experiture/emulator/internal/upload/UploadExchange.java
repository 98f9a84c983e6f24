package com.experiture.emulator.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.fault.FaultTarget;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * An upload on its way to a response.
 */
final class UploadExchange implements FaultTarget {

	private static final long NONE = -1;

	private final UploadCall call;

	private final @Nullable UploadSlot slot;

	private final BiFunction<UploadHead, @Nullable UploadSlot, @Nullable Refusal> check;

	private long bytes = NONE;

	UploadExchange(UploadCall call, @Nullable UploadSlot slot,
			BiFunction<UploadHead, @Nullable UploadSlot, @Nullable Refusal> check) {
		this.call = call;
		this.slot = slot;
		this.check = check;
	}

	@Override
	public Place place() {
		return Place.UPLOAD;
	}

	@Override
	public RawResponse process() {
		Refusal refusal = this.check.apply(this.call.head(), this.slot);
		if (refusal != null || this.slot == null) {
			return ((refusal != null) ? refusal : new Refusal(404, "NoSuchKey")).response();
		}
		try (InputStream content = this.call.body()) {
			this.bytes = this.slot.receive(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new RawResponse(200, Map.of(), new byte[0]);
	}

	@Override
	public RawResponse refuse(ApiProblem problem) {
		return new Refusal(problem.status(), (problem.status() == 429) ? "SlowDown" : "InternalError").response();
	}

	@Override
	public void receive(long bytes) {
		try {
			this.call.body().skipNBytes(bytes);
			this.bytes = bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Complete the exchange. If the client gets no status, the connection breaks in the
	 * middle of the file.
	 * @param response the response
	 * @return what to log
	 */
	LoggedUpload complete(RawResponse response) {
		boolean hasStatus = response.delivery().hasStatus();
		if (!hasStatus && this.bytes < 0) {
			readBeginning();
		}
		return new LoggedUpload(this.call.head(), Math.max(0, this.bytes), hasStatus ? response.status() : 0);
	}

	private void readBeginning() {
		try {
			this.call.body().readNBytes(1 << 16);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
