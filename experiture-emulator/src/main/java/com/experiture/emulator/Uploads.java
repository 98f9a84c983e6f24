package com.experiture.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * The store that pre-signed upload URLs lead to. It is picky: a request that carries
 * anything meant for the API is refused.
 */
final class Uploads {

	static final String PATH = "/landing/";

	private static final List<String> FOREIGN_HEADERS = List.of("Authorization", "x-correlation-id", "Idempotency-Key",
			"Cookie");

	private static final long NONE = -1;

	private final List<ReceivedUpload> received = new CopyOnWriteArrayList<>();

	private final Function<String, @Nullable Upload> uploads;

	private final Faults faults;

	private final InstantSource clock;

	Uploads(Function<String, @Nullable Upload> uploads, Faults faults, InstantSource clock) {
		this.uploads = uploads;
		this.faults = faults;
		this.clock = clock;
	}

	/**
	 * Take a file, or refuse it.
	 * @param call the request, whose body is read by this thread
	 * @return the answer
	 */
	Reply receive(UploadCall call) {
		UploadSite site = new UploadSite(call);
		Reply reply = this.faults.around(site, (fault) -> {
		});
		if (!reply.delivery().answers()) {
			site.receiveSome();
		}
		this.received.add(site.received(reply));
		return reply;
	}

	List<ReceivedUpload> received() {
		return List.copyOf(this.received);
	}

	void clear() {
		this.received.clear();
	}

	private @Nullable Refusal refusal(UploadCall call, @Nullable Upload upload) {
		if (upload == null) {
			return new Refusal(404, "NoSuchKey");
		}
		if (!call.target().equals(upload.signedPath())) {
			return new Refusal(403, "SignatureDoesNotMatch");
		}
		if (!this.clock.instant().isBefore(upload.expiresAt())) {
			return new Refusal(403, "ExpiredToken");
		}
		if (!call.method().equals("PUT")) {
			return new Refusal(405, "MethodNotAllowed");
		}
		if (FOREIGN_HEADERS.stream().anyMatch(call.headers()::containsKey)) {
			return new Refusal(400, "UnexpectedHeader", BeyondDocumentation.UPLOAD_REQUEST);
		}
		if (call.length() < 0) {
			return new Refusal(411, "MissingContentLength", BeyondDocumentation.UPLOAD_REQUEST);
		}
		if (call.length() != upload.request().fileSize()) {
			return new Refusal(400, "IncompleteBody", BeyondDocumentation.UPLOAD_REQUEST);
		}
		String contentType = call.header("Content-Type");
		if (upload.request().csv() && (contentType == null || !contentType.startsWith("text/csv"))) {
			return new Refusal(400, "ContentTypeMismatch", BeyondDocumentation.UPLOAD_REQUEST);
		}
		return null;
	}

	private static Reply xml(int status, String code, @Nullable BeyondDocumentation mark) {
		String beyond = (mark != null) ? "<BeyondDocumentation>" + mark + "</BeyondDocumentation>" : "";
		String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code>" + beyond
				+ "</Error>";
		return new Reply(status, Map.of("Content-Type", "application/xml"), body.getBytes(StandardCharsets.UTF_8));
	}

	private record Refusal(int status, String code, @Nullable BeyondDocumentation mark) {

		Refusal(int status, String code) {
			this(status, code, null);
		}

		Reply reply() {
			return xml(this.status, this.code, this.mark);
		}

	}

	private final class UploadSite implements Site {

		private final UploadCall call;

		private long bytes = NONE;

		UploadSite(UploadCall call) {
			this.call = call;
		}

		@Override
		public Place place() {
			return Place.UPLOAD;
		}

		@Override
		public @Nullable Endpoint endpoint() {
			return null;
		}

		@Override
		public Reply process() {
			Upload upload = Uploads.this.uploads.apply(this.call.jobId());
			Refusal refusal = refusal(this.call, upload);
			if (refusal != null || upload == null) {
				return (refusal != null) ? refusal.reply() : xml(404, "NoSuchKey", null);
			}
			try (InputStream content = this.call.body()) {
				this.bytes = upload.receive(content);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return new Reply(200, Map.of(), new byte[0]);
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

		// Nothing is left of it.
		void receiveSome() {
			try {
				if (this.bytes < 0) {
					this.call.body().readNBytes(1 << 16);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public Reply refuse(ApiProblem problem) {
			return xml(problem.status(), (problem.status() == 429) ? "SlowDown" : "InternalError", null);
		}

		ReceivedUpload received(Reply reply) {
			return new ReceivedUpload(this.call.jobId(), this.call.method(), this.call.header("Content-Type"),
					this.call.length(), Math.max(0, this.bytes), reply.delivery().answers() ? reply.status() : 0);
		}

	}

}
