package com.experiture.client.imports;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidFileContentException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.TokenException;
import com.experiture.client.error.UploadException;
import com.experiture.client.internal.text.ServerText;

/**
 * An import failed. Its cause is the failure of the phase; there is none where the job
 * itself ended as {@code failed}.
 * <p>
 * Before {@link ImportPhase#START} nothing was imported, and a job that was created never
 * will be; but a job that an idempotency key brought back may have been started before.
 * From there on the job may go on without the caller: wait for it by its id. The message
 * says which of these holds.
 */
public final class ImportFailedException extends ExperitureException {

	private final ImportPhase phase;

	private final @Nullable String jobId;

	private final @Nullable ImportReport report;

	public ImportFailedException(CallDetails call, ImportPhase phase, @Nullable String jobId, boolean mayHaveBegun,
			@Nullable String column, Throwable cause) {
		super(call.withEffect(effect(phase, mayHaveBegun, cause)),
				"The import failed at " + phase + " (" + cause.getClass().getSimpleName() + ")" + reason(column, cause)
						+ ". " + advice(phase, ServerText.id(jobId), mayHaveBegun, cause),
				cause);
		this.phase = phase;
		this.jobId = jobId;
		this.report = null;
	}

	public ImportFailedException(CallDetails call, ImportReport report) {
		super(call.withEffect(Effect.POSSIBLE),
				"The import job " + ServerText.id(report.jobId()) + " ended as '" + report.state()
						+ "', some of its rows may have been imported; read the reasons with getErrors(\""
						+ ServerText.id(report.jobId()) + "\")",
				null);
		this.phase = ImportPhase.AWAIT;
		this.jobId = report.jobId();
		this.report = report;
	}

	// A job that was not started imports nothing.
	private static Effect effect(ImportPhase phase, boolean mayHaveBegun, Throwable cause) {
		if (mayHaveBegun || phase == ImportPhase.AWAIT) {
			return Effect.POSSIBLE;
		}
		return (phase == ImportPhase.START)
				? ((cause instanceof ExperitureException known) ? known.effect() : Effect.POSSIBLE) : Effect.NONE;
	}

	private static String reason(@Nullable String column, Throwable cause) {
		if (cause instanceof ApiException refused) {
			return ((column != null) ? " because of " + column : "") + ": " + refused.error();
		}
		return (cause.getCause() instanceof InvalidFileContentException invalid) ? ": the file " + invalid.reason()
				: "";
	}

	private static String advice(ImportPhase phase, @Nullable String jobId, boolean mayHaveBegun, Throwable cause) {
		if (mayHaveBegun && phase.compareTo(ImportPhase.START) < 0) {
			return "Job " + jobId + ", which the idempotency key brought back, may have been started before: read it"
					+ " with get(\"" + jobId + "\") before you import again";
		}
		String again = isWorthRepeating(cause) ? "; import again" : "; correct the cause first";
		return switch (phase) {
			case PREPARE, CREATE -> "Nothing was imported" + again;
			case UPLOAD, SUBMIT_MAPPING -> "Nothing was imported, job " + jobId + " was not started" + again;
			case START -> "Job " + jobId + " may have been started: wait for it with await(\"" + jobId
					+ "\", ..) before you import again";
			case AWAIT -> "Job " + jobId + " was started and goes on: wait for it with await(\"" + jobId + "\", ..)";
		};
	}

	// A fresh job has a fresh address for its upload; a refusal stays what it is.
	private static boolean isWorthRepeating(Throwable cause) {
		if (cause instanceof UploadException upload) {
			return !(upload.getCause() instanceof InvalidFileContentException);
		}
		if (cause instanceof ApiException || cause instanceof InvalidRequestException
				|| cause instanceof TokenException) {
			return ((ExperitureException) cause).isTransient();
		}
		return !(cause instanceof IllegalStateException);
	}

	/**
	 * Return what failed.
	 * @return the phase
	 */
	public ImportPhase phase() {
		return this.phase;
	}

	/**
	 * Return the job.
	 * @return its id, or {@code null} where none was created
	 */
	public @Nullable String jobId() {
		return this.jobId;
	}

	/**
	 * Return what became of the job.
	 * @return the report of a job that ended as {@code failed}, else {@code null}
	 */
	public @Nullable ImportReport report() {
		return this.report;
	}

	@Override
	public boolean isTransient() {
		return getCause() instanceof ExperitureException known && known.isTransient();
	}

}
