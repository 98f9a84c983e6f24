package com.experiture.client.internal.rules;

import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.ValidationException;

/**
 * A violated rule of a request, thrown by code that does not know the call. The pipeline
 * converts it to an {@link InvalidRequestException} or {@link ValidationException}, so
 * callers do not receive it.
 */
public final class InvalidField extends RuntimeException {

	private final String field;

	private final String reason;

	private final @Nullable ApiError error;

	/**
	 * Create a new instance.
	 * @param field the invalid field
	 * @param reason what is wrong with it, without its value
	 */
	public InvalidField(String field, String reason) {
		this(field, reason, null);
	}

	/**
	 * Create a new instance.
	 * @param field the invalid field
	 * @param reason what is wrong with it, without its value
	 * @param cause the underlying failure; its message must not contain the value either
	 */
	public InvalidField(String field, String reason, @Nullable Throwable cause) {
		this(field, reason, cause, null);
	}

	private InvalidField(String field, String reason, @Nullable Throwable cause, @Nullable ApiError error) {
		super(field + " " + reason, cause, false, false);
		this.field = field;
		this.reason = reason;
		this.error = error;
	}

	/**
	 * Create a new instance for a record that the schema of its object does not allow.
	 * @param error the error as the API would report it, without values
	 * @return a failure that is converted to a {@link ValidationException}
	 */
	public static InvalidField refused(ApiError error) {
		return new InvalidField((error.path() != null) ? error.path() : "", String.valueOf(error.message()), null,
				error);
	}

	/**
	 * Check a rule.
	 * @param holds whether the rule holds
	 * @param field the field that is checked
	 * @param reason what is wrong with it if the rule does not hold
	 */
	@Contract("false, _, _ -> fail")
	public static void unless(boolean holds, String field, String reason) {
		if (!holds) {
			throw new InvalidField(field, reason);
		}
	}

	/**
	 * Return the same failure for a field of a larger structure.
	 * @param parent the path of the structure, which is itself invalid if the field is
	 * empty
	 * @return a new instance
	 */
	public InvalidField within(String parent) {
		return new InvalidField(this.field.isEmpty() ? parent : parent + "." + this.field, this.reason, getCause());
	}

	/**
	 * Return the invalid field.
	 * @return the field
	 */
	public String field() {
		return this.field;
	}

	/**
	 * Return what is wrong with it.
	 * @return the reason, without the value
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return the exception for the caller.
	 * @param call the call that violates the rule
	 * @return the exception to throw
	 */
	public ExperitureException in(CallDetails call) {
		return (this.error != null) ? new ValidationException(call, this.error)
				: new InvalidRequestException(call, this.field, this.reason, getCause());
	}

}
