package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;

/**
 * A broken rule, thrown by code that does not know which call it works for. The pipeline
 * turns it into an {@link InvalidRequestException}; no caller ever sees it.
 */
public final class InvalidField extends RuntimeException {

	private final String member;

	private final String reason;

	private final @Nullable ApiError refusal;

	/**
	 * Create a new instance.
	 * @param member the member at fault
	 * @param reason what is wrong with it, without its value
	 */
	public InvalidField(String member, String reason) {
		this(member, reason, null);
	}

	/**
	 * Create a new instance.
	 * @param member the member at fault
	 * @param reason what is wrong with it, without its value
	 * @param cause the underlying failure; its message must not contain the value either
	 */
	public InvalidField(String member, String reason, @Nullable Throwable cause) {
		this(member, reason, cause, null);
	}

	private InvalidField(String member, String reason, @Nullable Throwable cause, @Nullable ApiError refusal) {
		super(member + " " + reason, cause, false, false);
		this.member = member;
		this.reason = reason;
		this.refusal = refusal;
	}

	/**
	 * Create a new instance for what the API would refuse by the schema of an object.
	 * @param refusal the refusal as the API would word it, without values
	 * @return what becomes a {@link ValidationException}
	 */
	public static InvalidField refused(ApiError refusal) {
		return new InvalidField((refusal.path() != null) ? refusal.path() : "", String.valueOf(refusal.message()), null,
				refusal);
	}

	/**
	 * Check a rule.
	 * @param holds whether the rule holds
	 * @param member the member that is checked
	 * @param reason what is wrong with it where the rule does not hold
	 */
	@Contract("false, _, _ -> fail")
	public static void unless(boolean holds, String member, String reason) {
		if (!holds) {
			throw new InvalidField(member, reason);
		}
	}

	/**
	 * Return the same for a member of something larger.
	 * @param parent where the member is; the parent itself is at fault where the member
	 * is empty
	 * @return a new instance
	 */
	public InvalidField within(String parent) {
		return new InvalidField(this.member.isEmpty() ? parent : parent + "." + this.member, this.reason, getCause());
	}

	/**
	 * Return the member at fault.
	 * @return the member
	 */
	public String field() {
		return this.member;
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
	 * @param call the call that the rule was broken in
	 * @return the exception to throw
	 */
	public ExperitureException in(CallDetails call) {
		return (this.refusal != null) ? ValidationException.bySchema(call, this.refusal)
				: new InvalidRequestException(call, this.member, this.reason, getCause());
	}

}
