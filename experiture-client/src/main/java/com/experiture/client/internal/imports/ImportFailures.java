package com.experiture.client.internal.imports;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidFileContentException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.TokenException;
import com.experiture.client.error.UploadException;
import com.experiture.client.imports.ImportFailedException;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.internal.text.ServerText;

/**
 * Creates the failures of imports: their effect, their reason, and advice on what to do.
 */
final class ImportFailures {

	private ImportFailures() {
	}

	/**
	 * Return the failure of a phase.
	 * @param call the failed call
	 * @param tracker the phase and the job
	 * @param mayHaveBegun whether the job can have been started before
	 * @param column the rejected column, or {@code null}
	 * @param cause the failure
	 */
	static ImportFailedException inPhase(CallDetails call, ImportTracker tracker, boolean mayHaveBegun,
			@Nullable String column, Throwable cause) {
		ImportPhase phase = tracker.phase();
		String message = "The import failed at " + phase + " (" + cause.getClass().getSimpleName() + ")"
				+ reason(column, cause) + ". " + advice(phase, ServerText.id(tracker.jobId()), mayHaveBegun, cause);
		return new ImportFailedException(call.withEffect(effect(phase, mayHaveBegun, cause)), message, phase,
				tracker.jobId(), cause);
	}

	static ImportFailedException ofJob(CallDetails call, ImportReport report) {
		String id = ServerText.id(report.jobId());
		return new ImportFailedException(call.withEffect(Effect.POSSIBLE),
				"The import job " + id + " ended as '" + report.state()
						+ "', some of its rows may have been imported; read the reasons with getErrors(\"" + id + "\")",
				report);
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
		if (cause instanceof ApiException rejected) {
			return ((column != null) ? " because of " + column : "") + ": " + rejected.error();
		}
		return (cause.getCause() instanceof InvalidFileContentException invalid) ? ": the file " + invalid.reason()
				: "";
	}

	private static String advice(ImportPhase phase, @Nullable String jobId, boolean mayHaveBegun, Throwable cause) {
		if (mayHaveBegun && phase.compareTo(ImportPhase.START) < 0) {
			return "Job " + jobId
					+ ", which was returned for the idempotency key, may have been started before: read it"
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

	// A new job has a new URL for its upload; a rejection is permanent.
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

}
