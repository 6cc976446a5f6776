#include "matrix/matrix.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "pacticipants/pacticipant_store.h"
#include "versions/version_store.h"

namespace tally::matrix {

namespace {

using storage::Transaction;

// Position of a row without any known provider version.
constexpr std::int64_t kNoPosition = -1;

std::int64_t provider_position(const MatrixRow& row) {
    if (row.result) return row.result->version_position;
    std::int64_t newest = kNoPosition;
    for (const auto& version : row.missing) newest = std::max(newest, version.position);
    return newest;
}

std::vector<std::int64_t> ids_of(const std::vector<SelectedVersion>& versions) {
    std::vector<std::int64_t> ids;
    for (const auto& version : versions) ids.push_back(version.id);
    return ids;
}

// Each once.
std::vector<std::int64_t> contents_of(const std::vector<const PublishedContract*>& published) {
    std::set<std::int64_t> contents;
    for (const auto* contract : published) contents.insert(contract->content_id);
    return {contents.begin(), contents.end()};
}

bool matches(const IgnoreSelector& ignored, const SelectedVersions& selected) {
    return ignored.pacticipant == selected.selector.pacticipant &&
           (!ignored.version || ignored.version == selected.selector.version);
}

class Evaluation {
  public:
    Evaluation(Transaction& transaction, const MatrixQuestion& question)
        : transaction_(transaction),
          question_(question),
          depth_(question.latest_by == LatestBy::none ? Depth::history : Depth::current) {}

    Matrix run() {
        for (const auto& selector : question_.selectors)
            add_selection(select_versions(transaction_, selector));
        specified_ = matrix_.selections.size();
        auto contracts = contracts_of_specified();
        find_integrations(contracts);
        name_integrations();
        infer_selections();
        if (is_alone()) {
            build_rows(contracts);
            add_what_it_verified(contracts);
        } else {
            add_contracts_of_inferred(contracts);
            build_rows(contracts);
        }
        if (question_.is_browsing() && question_.limit) cut_like_a_query(*question_.limit);
        keep_latest();
        filter_by_success();
        for (const auto& row : matrix_.rows) {
            auto* integration = find_integration(row.contract.consumer_id, row.contract.provider_id);
            if (integration != nullptr) integration->has_row = true;
        }
        ignore();
        sort();
        return std::move(matrix_);
    }

  private:
    void add_selection(SelectedVersions selected) {
        by_pacticipant_[selected.pacticipant_id].push_back(matrix_.selections.size());
        matrix_.selections.push_back(std::move(selected));
    }

    bool is_specified(std::int64_t pacticipant_id) const {
        const auto found = by_pacticipant_.find(pacticipant_id);
        return found != by_pacticipant_.end() && found->second.front() < specified_;
    }

    bool infers() const { return question_.target.is_given() || specified_ == 1; }

    // Nobody else's versions are asked about: the answer is everything that is known about this selection.
    bool is_alone() const {
        return specified_ == 1 && (!question_.target.is_given() || matrix_.selections.size() == 1);
    }

    // The contracts of the selected versions among `from` and `to`, counted in selections.
    std::vector<PublishedContract> contracts_of_selections(std::size_t from, std::size_t to) const {
        std::vector<std::int64_t> versions;
        std::vector<std::int64_t> consumers;
        for (std::size_t i = from; i < to; ++i) {
            const auto& selected = matrix_.selections[i];
            if (selected.is_any()) consumers.push_back(selected.pacticipant_id);
            for (const auto& version : selected.versions) versions.push_back(version.id);
        }
        auto all = contracts_of_versions(transaction_, versions, depth_);
        auto more = contracts_of_consumers(transaction_, consumers, depth_);
        std::move(more.begin(), more.end(), std::back_inserter(all));
        return all;
    }

    std::vector<PublishedContract> contracts_of_specified() const {
        return contracts_of_selections(0, specified_);
    }

    MatrixIntegration* find_integration(std::int64_t consumer_id, std::int64_t provider_id) {
        const auto found = integration_index_.find({consumer_id, provider_id});
        return found == integration_index_.end() ? nullptr : &matrix_.integrations[found->second];
    }

    void add_integration(const Integration& integration) {
        auto* known = find_integration(integration.consumer_id, integration.provider_id);
        if (known != nullptr) {
            known->integration.is_required = known->integration.is_required || integration.is_required;
            return;
        }
        integration_index_[{integration.consumer_id, integration.provider_id}] = matrix_.integrations.size();
        matrix_.integrations.push_back({integration, {}, {}});
    }

    void name_integrations() {
        std::set<std::int64_t> ids;
        for (const auto& found : matrix_.integrations) {
            ids.insert({found.integration.consumer_id, found.integration.provider_id});
        }
        names_ = names_of(transaction_, {ids.begin(), ids.end()});
        for (auto& found : matrix_.integrations) {
            found.consumer = name(found.integration.consumer_id);
            found.provider = name(found.integration.provider_id);
        }
    }

    // A consumer needs the providers of the contracts that its versions have; a provider does not need its
    // consumers. Among specified ones only, others do not matter; a version that no longer has a contract
    // with its former provider is worth a word.
    void find_integrations(const std::vector<PublishedContract>& contracts) {
        std::set<std::int64_t> specified;
        for (const auto& selected : matrix_.selections) specified.insert(selected.pacticipant_id);
        if (infers()) {
            for (const auto& contract : contracts) {
                add_integration({contract.consumer_id, contract.provider_id, true});
            }
            for (const auto id : specified) {
                for (const auto& integration : integrations_of_provider(transaction_, id)) {
                    add_integration(integration);
                }
            }
            return;
        }
        for (const auto& contract : contracts) {
            if (specified.count(contract.provider_id) != 0)
                add_integration({contract.consumer_id, contract.provider_id, true});
        }
        for (const auto id : specified) {
            for (const auto& integration : integrations_of_consumer(transaction_, id)) {
                if (specified.count(integration.provider_id) != 0) add_integration(integration);
            }
        }
    }

    // Those at the other ends, in the order in which they were found.
    void infer_selections() {
        std::vector<std::pair<std::int64_t, std::string>> others;
        std::set<std::int64_t> seen;
        for (const auto& found : matrix_.integrations) {
            for (const auto& [id, name] : {std::pair(found.integration.consumer_id, found.consumer),
                                           std::pair(found.integration.provider_id, found.provider)}) {
                if (by_pacticipant_.count(id) == 0 && seen.insert(id).second) others.emplace_back(id, name);
            }
        }
        const auto& target = question_.target;
        auto placed = versions_at_target(transaction_, target, {seen.begin(), seen.end()});
        for (const auto& [id, name] : others) {
            VersionSelector selector;
            selector.pacticipant = name;
            selector.tag = target.tag;
            selector.environment = target.environment;
            selector.main_branch = target.main_branch;
            selector.latest = target.latest;
            add_selection({selector, id, false, std::move(placed[id])});
        }
    }

    void add_contracts_of_inferred(std::vector<PublishedContract>& contracts) const {
        auto more = contracts_of_selections(specified_, matrix_.selections.size());
        for (auto& contract : more) {
            if (is_specified(contract.provider_id)) contracts.push_back(std::move(contract));
        }
        std::sort(contracts.begin(), contracts.end(),
                  [](const auto& a, const auto& b) { return a.id < b.id; });
        contracts.erase(std::unique(contracts.begin(), contracts.end(),
                                    [](const auto& a, const auto& b) { return a.id == b.id; }),
                        contracts.end());
    }

    // The selected versions of a provider, each once; nothing when all of them count.
    std::optional<std::vector<SelectedVersion>> provider_versions(std::int64_t provider_id) const {
        if (is_alone()) return std::nullopt;
        std::vector<SelectedVersion> all;
        std::set<std::int64_t> seen;
        for (const auto index : by_pacticipant_.at(provider_id)) {
            const auto& selected = matrix_.selections[index];
            if (selected.is_any()) return std::nullopt;
            for (const auto& version : selected.versions) {
                if (seen.insert(version.id).second) all.push_back(version);
            }
        }
        return all;
    }

    // Everything that is in an environment serves there, so each of those versions needs a result. Of tags
    // and branches the results that exist are asked for.
    bool needs_every_version(std::int64_t provider_id) const {
        const auto& indexes = by_pacticipant_.at(provider_id);
        return std::all_of(indexes.begin(), indexes.end(), [&](std::size_t index) {
            return matrix_.selections[index].selector.environment.has_value();
        });
    }

    std::size_t selection_for(std::int64_t pacticipant_id, std::int64_t version_id) const {
        const auto& indexes = by_pacticipant_.at(pacticipant_id);
        for (const auto index : indexes) {
            for (const auto& version : matrix_.selections[index].versions) {
                if (version.id == version_id) return index;
            }
        }
        return indexes.front();
    }

    void build_rows(const std::vector<PublishedContract>& contracts) {
        std::map<std::int64_t, std::vector<const PublishedContract*>> by_provider;
        for (const auto& contract : contracts) {
            if (by_pacticipant_.count(contract.provider_id) == 0) continue;
            by_provider[contract.provider_id].push_back(&contract);
        }
        std::map<std::int64_t, std::optional<std::vector<SelectedVersion>>> versions;
        std::vector<ResultQuestion> asked;
        for (const auto& [provider_id, published] : by_provider) {
            const auto& selected = versions[provider_id] = provider_versions(provider_id);
            asked.push_back({contents_of(published),
                             selected ? std::optional(ids_of(*selected)) : std::nullopt});
        }
        auto results = results_of(transaction_, asked, depth_);
        for (const auto& [provider_id, published] : by_provider) {
            for (const auto* contract : published)
                add_rows(*contract, versions[provider_id], results[contract->content_id]);
        }
    }

    // The contracts of anyone that the selected versions have a result for. Those of `known` have their rows.
    void add_what_it_verified(const std::vector<PublishedContract>& known) {
        const auto& selected = matrix_.selections.front();
        const auto versions = selected.is_any() ? std::nullopt : std::optional(ids_of(selected.versions));
        auto published = contracts_for_provider(transaction_, selected.pacticipant_id, depth_);
        std::set<std::int64_t> has_rows;
        for (const auto& contract : known) has_rows.insert(contract.id);
        std::set<std::int64_t> contents;
        for (const auto& contract : published) contents.insert(contract.content_id);
        const auto by_content =
            results_of(transaction_, {{{contents.begin(), contents.end()}, versions}}, depth_);
        for (const auto& contract : published) {
            const auto found = by_content.find(contract.content_id);
            if (found == by_content.end() || has_rows.count(contract.id) != 0) continue;
            MatrixRow row{contract, name(contract.consumer_id), name(contract.provider_id), {}, {}, 0, 0,
                          false};
            row.consumer_selection = selection_for(contract.consumer_id, contract.version_id);
            for (const auto& result : found->second) {
                row.result = result;
                row.provider_selection = selection_for(contract.provider_id, result.version_id);
                matrix_.rows.push_back(row);
            }
        }
    }

    void add_rows(const PublishedContract& contract,
                  const std::optional<std::vector<SelectedVersion>>& versions,
                  const std::vector<RecordedResult>& results) {
        MatrixRow row{contract, name(contract.consumer_id), name(contract.provider_id), {}, {}, 0, 0, false};
        row.consumer_selection = selection_for(contract.consumer_id, contract.version_id);
        for (const auto& result : results) {
            row.result = result;
            row.provider_selection = selection_for(contract.provider_id, result.version_id);
            matrix_.rows.push_back(row);
        }
        std::vector<SelectedVersion> missing;
        if (versions) {
            std::copy_if(versions->begin(), versions->end(), std::back_inserter(missing),
                         [&](const SelectedVersion& version) {
                             return std::none_of(results.begin(), results.end(), [&](const auto& result) {
                                 return result.version_id == version.id;
                             });
                         });
        }
        const bool is_unknown =
            results.empty() || (!missing.empty() && needs_every_version(contract.provider_id));
        if (!is_unknown) return;
        row.result.reset();
        row.provider_selection =
            selection_for(contract.provider_id, missing.empty() ? 0 : missing.front().id);
        row.missing = std::move(missing);
        matrix_.rows.push_back(std::move(row));
    }

    // Somebody who looks around with a limit has always been told about the first rows stored. Questions
    // about a deployment are never answered from a part of the rows.
    void cut_like_a_query(std::int64_t limit) {
        auto& rows = matrix_.rows;
        std::stable_sort(rows.begin(), rows.end(), [](const MatrixRow& a, const MatrixRow& b) {
            return a.contract.id < b.contract.id;
        });
        if (rows.size() > static_cast<std::size_t>(limit)) {
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(limit), rows.end());
        }
    }

    void keep_latest() {
        using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
        const auto key_of = [&](const MatrixRow& row) -> Key {
            const auto& contract = row.contract;
            switch (question_.latest_by) {
                case LatestBy::cvpv:
                    return {contract.version_id, contract.provider_id,
                            row.result ? row.result->version_id : 0};
                case LatestBy::cvp:
                    return {contract.version_id, contract.provider_id, 0};
                default:
                    return {contract.consumer_id, contract.provider_id, 0};
            }
        };
        if (question_.latest_by == LatestBy::none) return;
        std::map<Key, std::size_t> best;
        std::vector<MatrixRow> kept;
        for (auto& row : matrix_.rows) {
            const auto [at, is_new] = best.emplace(key_of(row), kept.size());
            if (is_new) {
                kept.push_back(std::move(row));
                continue;
            }
            auto& other = kept[at->second];
            if (std::pair(provider_position(row), row.contract.version_position) >
                std::pair(provider_position(other), other.contract.version_position)) {
                other = std::move(row);
            }
        }
        matrix_.rows = std::move(kept);
    }

    void filter_by_success() {
        const auto& wanted = question_.success;
        if (wanted.empty()) return;
        auto& rows = matrix_.rows;
        rows.erase(std::remove_if(rows.begin(), rows.end(),
                                  [&](const MatrixRow& row) {
                                      const auto success =
                                          row.result ? std::optional(row.result->success) : std::nullopt;
                                      return std::find(wanted.begin(), wanted.end(), success) == wanted.end();
                                  }),
                   rows.end());
    }

    void ignore() {
        for (const auto& ignored : question_.ignored) {
            const bool exists =
                ignored.version
                    ? versions::find_version(transaction_, ignored.pacticipant, *ignored.version).has_value()
                    : pacticipants::find_pacticipant(transaction_, ignored.pacticipant).has_value();
            if (!exists) matrix_.unknown_ignored.push_back(ignored);
            for (auto& row : matrix_.rows) ignore_row(ignored, row);
            for (auto& selected : matrix_.selections) {
                if (matches(ignored, selected)) selected.is_ignored = true;
            }
            for (auto& found : matrix_.integrations) {
                if (ignored.version) continue;
                if (found.consumer == ignored.pacticipant || found.provider == ignored.pacticipant) {
                    found.is_ignored = true;
                }
            }
        }
    }

    static void ignore_row(const IgnoreSelector& ignored, MatrixRow& row) {
        const auto is_meant = [&](const std::string& number) {
            return !ignored.version || *ignored.version == number;
        };
        if (row.consumer == ignored.pacticipant && is_meant(row.contract.version)) row.is_ignored = true;
        if (row.provider != ignored.pacticipant) return;
        if (!ignored.version || (row.result && is_meant(row.result->version))) row.is_ignored = true;
        if (row.result || row.missing.empty()) return;
        // Of several provider versions without a result some may be ignored.
        auto remaining = row.missing;
        remaining.erase(std::remove_if(remaining.begin(), remaining.end(),
                                       [&](const auto& version) { return is_meant(version.number); }),
                        remaining.end());
        if (remaining.empty()) {
            row.is_ignored = true;
        } else {
            row.missing = std::move(remaining);
        }
    }

    void sort() {
        const auto key = [](const MatrixRow& row) {
            return std::tuple(row.is_ignored, row.consumer, -row.contract.version_position,
                              -row.contract.revision, row.provider, row.result ? 1 : 0,
                              -provider_position(row), row.result ? -row.result->number : 0);
        };
        std::sort(matrix_.rows.begin(), matrix_.rows.end(),
                  [&](const MatrixRow& a, const MatrixRow& b) { return key(a) < key(b); });
    }

    const std::string& name(std::int64_t pacticipant_id) {
        if (names_.count(pacticipant_id) == 0) names_.merge(names_of(transaction_, {pacticipant_id}));
        return names_[pacticipant_id];
    }

    Transaction& transaction_;
    const MatrixQuestion& question_;
    const Depth depth_;
    std::map<std::int64_t, std::string> names_;
    Matrix matrix_;
    std::size_t specified_ = 0;
    std::map<std::int64_t, std::vector<std::size_t>> by_pacticipant_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> integration_index_;
};

}  // namespace

const SelectedVersions* Matrix::selection_of(std::int64_t pacticipant_id) const {
    const auto found = std::find_if(selections.begin(), selections.end(), [&](const auto& selected) {
        return selected.pacticipant_id == pacticipant_id;
    });
    return found == selections.end() ? nullptr : &*found;
}

Matrix evaluate(Transaction& transaction, const MatrixQuestion& question) {
    return Evaluation(transaction, question).run();
}

}  // namespace tally::matrix
