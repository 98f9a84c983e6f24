package com.experiture.client.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The differences between an OpenAPI document and what this client knows and assumes of
 * the API. {@link #toString()} is the report as text.
 */
public final class ContractReport {

	private static final int SHOWN = 20;

	private final String document;

	private final Set<String> unresolved;

	private final List<Finding> findings;

	private final List<CheckedAssumption> assumptions;

	ContractReport(ContractDocument document, List<Finding> findings, List<CheckedAssumption> assumptions) {
		this.document = "'" + Findings.text(document.title()) + "' " + Findings.text(document.version()) + " (OpenAPI "
				+ Findings.text(document.openApiVersion()) + ", " + document.operations().size() + " calls)";
		this.unresolved = Set.copyOf(document.unresolved());
		this.findings = List.copyOf(findings);
		this.assumptions = List.copyOf(assumptions);
	}

	/**
	 * Return the differences.
	 * @return the findings; calls with the same difference share one
	 */
	public List<Finding> findings() {
		return this.findings;
	}

	/**
	 * Return the standing of each assumption in the document.
	 * @return all assumptions in the order of {@link Assumption}
	 */
	public List<CheckedAssumption> assumptions() {
		return this.assumptions;
	}

	/**
	 * Return the assumptions of a standing.
	 * @param standing the standing in the document
	 * @return the assumptions
	 */
	public List<CheckedAssumption> assumptions(AssumptionStanding standing) {
		return this.assumptions.stream().filter((assumption) -> assumption.standing() == standing).toList();
	}

	/**
	 * Return the references that were not followed, since they lead to other documents or
	 * have no target. Their targets were not compared.
	 * @return the references
	 */
	public Set<String> unresolvedReferences() {
		return this.unresolved;
	}

	/**
	 * Return whether the document has anything new or contradicts this client.
	 * @return whether there are findings
	 */
	public boolean hasDrift() {
		return !this.findings.isEmpty();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("OpenAPI document ").append(this.document).append('\n');
		text.append('\n').append(hasDrift() ? "Drift: " + count() + "\n" : "No drift\n");
		for (Finding finding : this.findings) {
			text.append("  - ").append(finding).append('\n');
			text.append("      see ").append(String.join(", ", finding.places())).append('\n');
		}
		if (!this.unresolved.isEmpty()) {
			text.append("\nNot compared, since these references lead to other documents or have no target: ")
				.append(this.unresolved.stream()
					.sorted()
					.limit(SHOWN)
					.map(Findings::text)
					.collect(Collectors.joining(", ")))
				.append((this.unresolved.size() > SHOWN) ? ", ...\n" : "\n");
		}
		append(text, "Assumptions contradicted", AssumptionStanding.CONTRADICTED);
		append(text, "Assumptions confirmed", AssumptionStanding.CONFIRMED);
		append(text, "Assumptions still open", AssumptionStanding.OPEN);
		return text.toString();
	}

	private String count() {
		return this.findings.size() + ((this.findings.size() == 1) ? " finding" : " findings");
	}

	private void append(StringBuilder text, String title, AssumptionStanding standing) {
		List<CheckedAssumption> assumptions = assumptions(standing);
		text.append('\n').append(title).append(": ").append(assumptions.size()).append('\n');
		for (CheckedAssumption checked : assumptions) {
			Assumption assumption = checked.assumption();
			text.append("  - ").append(assumption.text()).append('\n');
			text.append("      see ").append(assumption.places()).append(", ").append(assumption.anchor());
			if (standing == AssumptionStanding.OPEN) {
				text.append(assumption.isCheckable() ? open(checked) : "; an OpenAPI document cannot confirm it");
			}
			text.append('\n');
		}
	}

	private static String open(CheckedAssumption checked) {
		if (checked.confirmed().isEmpty()) {
			return "";
		}
		return "; confirmed except " + checked.open().stream().limit(SHOWN).collect(Collectors.joining(", "))
				+ ((checked.open().size() > SHOWN) ? ", ..." : "");
	}

}
