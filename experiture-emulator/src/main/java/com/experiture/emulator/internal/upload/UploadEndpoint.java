package com.experiture.emulator.internal.upload;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * The object store behind the pre-signed upload URLs. It rejects requests that carry
 * anything meant for the API.
 */
public final class UploadEndpoint {

	private static final List<String> FOREIGN_HEADERS = List.of("Authorization", "x-correlation-id", "Idempotency-Key",
			"Cookie");

	private final List<LoggedUpload> log = new CopyOnWriteArrayList<>();

	private final UploadSlots slots;

	private final FaultInjector faults;

	private final InstantSource clock;

	public UploadEndpoint(UploadSlots slots, FaultInjector faults, InstantSource clock) {
		this.slots = slots;
		this.faults = faults;
		this.clock = clock;
	}

	/**
	 * Receive a file, or reject it.
	 * @param call the request, whose body is read by this thread
	 * @return the response
	 */
	public RawResponse receive(UploadCall call) {
		UploadExchange exchange = new UploadExchange(call, this.slots.find(call.head().jobId()), this::refusal);
		RawResponse response = this.faults.process(exchange);
		this.log.add(exchange.complete(response));
		return response;
	}

	public List<LoggedUpload> log() {
		return List.copyOf(this.log);
	}

	public void clear() {
		this.log.clear();
	}

	private @Nullable Refusal refusal(UploadHead head, @Nullable UploadSlot slot) {
		if (slot == null) {
			return new Refusal(404, "NoSuchKey");
		}
		if (!head.target().equals(slot.signedPath())) {
			return new Refusal(403, "SignatureDoesNotMatch");
		}
		if (!this.clock.instant().isBefore(slot.expiresAt())) {
			return new Refusal(403, "ExpiredToken");
		}
		if (!head.method().equals("PUT")) {
			return new Refusal(405, "MethodNotAllowed");
		}
		if (FOREIGN_HEADERS.stream().anyMatch(head.headers()::containsKey)) {
			return new Refusal(400, "UnexpectedHeader", BeyondDocumentation.UPLOAD_REQUEST);
		}
		if (head.contentLength() < 0) {
			return new Refusal(411, "MissingContentLength", BeyondDocumentation.UPLOAD_REQUEST);
		}
		if (head.contentLength() != slot.fileSize()) {
			return new Refusal(400, "IncompleteBody", BeyondDocumentation.UPLOAD_REQUEST);
		}
		String contentType = head.contentType();
		if (slot.csv() && (contentType == null || !contentType.startsWith("text/csv"))) {
			return new Refusal(400, "ContentTypeMismatch", BeyondDocumentation.UPLOAD_REQUEST);
		}
		return null;
	}

}
