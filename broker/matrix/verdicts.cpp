#include "matrix/verdicts.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "contracts/contract_store.h"
#include "environments/environment_store.h"
#include "environments/placement_store.h"
#include "matrix/repair.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "verifications/pending_store.h"
#include "verifications/verification_store.h"
#include "versions/version_store.h"
#include "web/hal.h"

namespace tally::matrix {

namespace {

using storage::Transaction;

constexpr const char* kIgnored = "the question says to ignore it";

// The ids of interactions that have a result; nothing when the results do not say.
std::optional<std::set<std::string>> ids_with_result(const std::string& test_results) {
    const auto document = json::parse(test_results);
    if (!document) return std::nullopt;
    const auto* list = document->is_array() ? &*document : document->find("tests");
    if (list == nullptr || !list->is_array()) return std::nullopt;
    std::set<std::string> ids;
    for (const auto& result : *list->array()) {
        const auto* id = result.find("interactionId");
        if (id == nullptr || id->string() == nullptr) return std::nullopt;
        ids.insert(*id->string());
    }
    return ids.empty() ? std::nullopt : std::optional(std::move(ids));
}

std::vector<std::string> interaction_ids(const std::string& content) {
    std::vector<std::string> ids;
    const auto document = json::parse(content);
    if (!document) return ids;
    for (const auto* name : {"interactions", "messages"}) {
        const auto* list = document->find(name);
        if (list == nullptr || !list->is_array()) continue;
        for (const auto& element : *list->array()) {
            const auto* id = element.find("_id");
            if (id != nullptr && id->string() != nullptr) ids.push_back(*id->string());
        }
    }
    return ids;
}

class Explaining {
  public:
    Explaining(Transaction& transaction, const Links& links, const Matrix& matrix)
        : transaction_(transaction), links_(links), matrix_(matrix) {}

    Explanation run() {
        for (const auto& row : matrix_.rows) add_row(row);
        for (const auto& integration : matrix_.integrations) add_without_row(integration);
        for (const auto& selected : matrix_.selections) {
            if (selected.is_specified && selected.is_nothing()) add_missing(selected);
        }
        auto& edges = explanation_.edges;
        std::stable_sort(edges.begin(), edges.end(),
                         [](const Edge& a, const Edge& b) { return a.blocks > b.blocks; });
        explanation_.repair = smallest_repair(links_.base(), edges);
        return std::move(explanation_);
    }

  private:
    void add_row(const MatrixRow& row) {
        Edge edge;
        edge.consumer = row.consumer;
        edge.consumer_version = row.contract.version;
        edge.provider = row.provider;
        edge.contract = row.contract;
        if (row.result) {
            edge.result = row.result;
            edge.provider_version = row.result->version;
        }
        if (row.is_ignored) {
            edge.verdict = Verdict::ignored;
            edge.because = kIgnored;
        } else if (row.result) {
            judge_result(row, edge);
        } else if (row.missing.empty()) {
            judge_without_version(row, edge);
        } else {
            for (const auto& version : row.missing) {
                auto one = edge;
                one.provider_version = version.number;
                judge_missing(row, version, one);
                explanation_.edges.push_back(std::move(one));
            }
            return;
        }
        explanation_.edges.push_back(std::move(edge));
    }

    void judge_result(const MatrixRow& row, Edge& edge) {
        const auto who = versioned(row.provider, row.result->version);
        if (row.result->success) {
            const auto gap = interactions_without_result(row);
            edge.verdict = gap == 0 ? Verdict::verified : Verdict::gap;
            edge.because =
                gap == 0 ? who + " has verified it"
                         : who + " has verified it, but " + std::to_string(gap) +
                               (gap == 1 ? " interaction has no result" : " interactions have no result");
            if (gap != 0) {
                edge.alternatives.push_back(verify_with(row, row.result->version));
            }
            return;
        }
        edge.blocks = true;
        const bool was_green =
            verifications::proved_before(transaction_, row.contract.content_id, row.result->created_at);
        edge.verdict = was_green ? Verdict::regression : Verdict::failed_new;
        edge.because = was_green ? "it was verified with success before, and fails with " + who
                                 : "it fails with " + who + ", and nobody had verified it with success before";
        const auto& environment = matrix_.provider_of(row).selector.environment;
        const auto& failing = *row.result;
        if (const auto green = newest_green(row); green && green->position > failing.version_position) {
            edge.because += "; " + versioned(row.provider, green->number) + " has verified it";
            replace_by(row, {failing.version_id, failing.version, failing.version_position}, green->number, edge);
        }
        edge.alternatives.push_back(fix(row.provider, row.consumer, environment.value_or("")));
    }

    // A way out where the question looks into an environment.
    void replace_by(const MatrixRow& row, const SelectedVersion& replaced, const std::string& green, Edge& edge) const {
        const auto& environment = matrix_.provider_of(row).selector.environment;
        const auto instance = environment ? only_instance(*environment, replaced) : std::nullopt;
        if (instance) edge.alternatives.push_back(deploy(row.provider, green, row.consumer, *environment, *instance));
    }

    std::optional<versions::Version> newest_green(const MatrixRow& row) const {
        const auto green = verifications::newest_green_version(transaction_, row.contract.content_id);
        return green ? versions::find_version(transaction_, *green) : std::nullopt;
    }

    std::size_t interactions_without_result(const MatrixRow& row) const {
        const auto stored =
            verifications::find_verification(transaction_, row.contract.content_id, row.result->number);
        if (!stored || !stored->test_results) return 0;
        const auto known = ids_with_result(*stored->test_results);
        if (!known) return 0;
        std::size_t count = 0;
        for (const auto& id :
             interaction_ids(contracts::stored_text(transaction_, row.contract.content_id))) {
            if (known->count(id) == 0) ++count;
        }
        return count;
    }

    void judge_missing(const MatrixRow& row, const SelectedVersion& version, Edge& edge) const {
        edge.blocks = true;
        const auto who = versioned(row.provider, version.number);
        edge.alternatives.push_back(verify_with(row, version.number));
        if (const auto green = green_on_main_branch(row)) {
            edge.verdict = Verdict::stale_deployed;
            edge.because = "the provider's main branch has verified it (" + *green + "), " + who + " has not";
            replace_by(row, version, *green, edge);
            return;
        }
        const bool is_known = verifications::find_latest(transaction_, row.contract.content_id).has_value();
        edge.verdict = is_known ? Verdict::owed : Verdict::never_verified;
        edge.because = is_known ? "nobody has verified it with " + who
                                : "no version of " + row.provider + " has ever verified it";
        if (!environments::has_content(transaction_, version.id)) {
            edge.because += "; nothing else was published for that version either, so check its number";
        }
    }

    Action verify_with(const MatrixRow& row, const std::string& provider_version) const {
        const auto url = links_.to(paths::kPactVersion, {row.provider, row.consumer, row.contract.sha});
        return verify(links_.base(), row.provider, provider_version, {{row.consumer, row.contract.version, url}});
    }

    // The application instance as which the version is deployed, where another deployment takes its place: nothing when
    // it is there several times, or was released.
    std::optional<std::string> only_instance(const std::string& environment, const SelectedVersion& version) const {
        const auto place = environments::find_environment_named(transaction_, environment);
        if (!place) return std::nullopt;
        std::vector<std::string> instances;
        for (const auto& deployed : environments::list_deployments_of(transaction_, version.id, place->id)) {
            if (deployed.is_current()) instances.push_back(deployed.application_instance);
        }
        for (const auto& released : environments::list_releases_of(transaction_, version.id, place->id)) {
            if (released.is_supported()) return std::nullopt;
        }
        return instances.size() == 1 ? std::optional(instances.front()) : std::nullopt;
    }

    // The version at the head of the provider's main branch, where it has verified the contract.
    std::optional<std::string> green_on_main_branch(const MatrixRow& row) const {
        const auto provider = pacticipants::find_pacticipant(transaction_, row.provider);
        if (!provider || !provider->main_branch) return std::nullopt;
        const auto head = versions::find_branch_head(transaction_, provider->name, *provider->main_branch);
        if (!head) return std::nullopt;
        const auto result = verifications::find_newest(transaction_, row.contract.content_id, head->id);
        return result && result->success ? std::optional(head->number) : std::nullopt;
    }

    void judge_without_version(const MatrixRow& row, Edge& edge) const {
        edge.blocks = true;
        const auto& selected = matrix_.provider_of(row);
        const auto& wanted = selected.selector.version;  // a result makes it known
        if (!selected.is_nothing() || wanted) {
            const bool is_known = verifications::find_latest(transaction_, row.contract.content_id).has_value();
            edge.provider_version = wanted.value_or("");
            edge.has_provider_version = !wanted;
            edge.verdict = is_known ? Verdict::owed : Verdict::never_verified;
            edge.because = is_known ? "nobody has verified it with " + versioned(row.provider, edge.provider_version)
                                    : "no version of " + row.provider + " has ever verified it";
            edge.alternatives.push_back(verify_with(row, edge.provider_version));
            return;
        }
        edge.verdict = Verdict::not_deployed;
        edge.because = describe_absence(selected.selector);
        const auto green = newest_green(row);
        const auto number = green ? green->number : std::string();
        const auto& selector = selected.selector;
        if (selector.environment) {
            edge.alternatives.push_back(deploy(row.provider, number, row.consumer, *selector.environment));
        } else if (selector.tag) {
            edge.alternatives.push_back(tag(row.provider, number, row.consumer, *selector.tag));
        } else {
            edge.alternatives.push_back(publish(row.provider, number,
                                                "Publish results of a version of " + row.provider +
                                                    (selector.main_branch ? " from its main branch" : "")));
        }
    }

    // A pair whose selected versions have no contract with each other.
    void add_without_row(const MatrixIntegration& found) {
        if (found.has_row) return;
        const auto* consumer = matrix_.selection_of(found.integration.consumer_id);
        const auto* provider = matrix_.selection_of(found.integration.provider_id);
        if (consumer == nullptr || provider == nullptr) return;
        Edge edge;
        edge.consumer = found.consumer;
        edge.provider = found.provider;
        edge.blocks = found.integration.is_required && !found.is_ignored;
        if (consumer->versions.size() == 1) edge.consumer_version = consumer->versions.front().number;
        if (provider->versions.size() == 1) edge.provider_version = provider->versions.front().number;
        if (found.is_ignored) {
            edge.verdict = Verdict::ignored;
            edge.because = kIgnored;
        } else if (consumer->is_nothing()) {
            edge.verdict = Verdict::not_deployed;
            edge.because =
                describe_absence(consumer->selector) + ", so nobody depends on " + found.provider + " there";
        } else {
            edge.verdict = Verdict::unverifiable;
            edge.because = describe(*consumer) + " has no contract with " + found.provider +
                           recorded_at(*consumer) + "; no verification can ever change that";
            edge.alternatives.push_back(publish(found.consumer, edge.consumer_version,
                                                "Publish a version of " + found.consumer + " with its contract for " +
                                                    found.provider + ", or ask about one that has it"));
        }
        explanation_.edges.push_back(std::move(edge));
    }

    std::string recorded_at(const SelectedVersions& selected) const {
        if (selected.versions.size() != 1) return {};
        const auto version = versions::find_version(transaction_, selected.versions.front().id);
        return version ? " (recorded at " + web::shown_time(version->created_at) + ")" : std::string();
    }

    // What a provider version owes; null when nothing is. Its result makes a version known that was not.
    const Action* run_of(const std::string& provider, const std::string& version) const {
        if (version.empty()) return nullptr;
        for (const auto& edge : explanation_.edges) {
            for (const auto& action : edge.alternatives) {
                const bool is_run = action.kind == Action::Kind::verify && action.pacticipant == provider;
                if (is_run && action.version == version) return &action;
            }
        }
        return nullptr;
    }

    void add_missing(const SelectedVersions& selected) {
        Edge edge;
        edge.consumer = selected.selector.pacticipant;
        edge.consumer_version = selected.selector.version.value_or("");
        if (selected.is_ignored) {
            edge.verdict = Verdict::ignored;
            edge.because = kIgnored;
            explanation_.edges.push_back(std::move(edge));
            return;
        }
        edge.verdict = Verdict::unverifiable;
        edge.blocks = true;
        edge.because = describe_absence(selected.selector);
        if (const auto* run = run_of(edge.consumer, edge.consumer_version)) edge.alternatives.push_back(*run);
        edge.alternatives.push_back(publish(edge.consumer, edge.consumer_version,
                                            "Publish the contracts or results of " + describe(selected) +
                                                " first, or correct the name or number"));
        explanation_.edges.push_back(std::move(edge));
    }

    Transaction& transaction_;
    const Links& links_;
    const Matrix& matrix_;
    Explanation explanation_;
};

}  // namespace

std::string_view verdict_name(Verdict verdict) {
    switch (verdict) {
        case Verdict::verified:
            return "VERIFIED";
        case Verdict::regression:
            return "REGRESSION";
        case Verdict::failed_new:
            return "FAILED_NEW";
        case Verdict::owed:
            return "OWED";
        case Verdict::never_verified:
            return "NEVER_VERIFIED";
        case Verdict::unverifiable:
            return "UNVERIFIABLE";
        case Verdict::stale_deployed:
            return "STALE_DEPLOYED";
        case Verdict::gap:
            return "GAP";
        case Verdict::not_deployed:
            return "NOT_DEPLOYED";
        case Verdict::ignored:
            break;
    }
    return "IGNORED";
}

Explanation explain(Transaction& transaction, const Links& links, const Matrix& matrix) {
    return Explaining(transaction, links, matrix).run();
}

}  // namespace tally::matrix
