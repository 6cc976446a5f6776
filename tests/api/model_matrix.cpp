#include "api/model_matrix.h"

#include <algorithm>
#include <tuple>

namespace tally::testing_support {

namespace {

using Publication = Model::Publication;
using Result = Model::Result;

// A selector with the versions it means now.
struct Selection {
    VersionSelector selector;
    std::set<std::string> versions;
    bool is_nothing() const { return !selector.is_any() && versions.empty(); }
    bool has(const std::string& version) const { return selector.is_any() || versions.count(version) != 0; }
};

struct Row {
    const Publication* publication;
    const Result* result;           // may be null
    std::set<std::string> missing;  // without a result: the provider versions that should have one
    bool is_ignored = false;
};

struct Pair {
    std::string consumer, provider;
    bool is_required;
    bool has_row = false;
    bool is_ignored = false;
};

class Evaluation {
  public:
    Evaluation(const Model& model, const MatrixQuestion& question) : model_(model), question_(question) {}

    MatrixAnswer run() {
        for (const auto& selector : question_.selectors) specified_.push_back(resolve(selector));
        find_pairs();
        infer();
        if (is_alone()) {
            find_rows_of_one();
        } else {
            find_rows();
        }
        cut();
        keep_latest();
        filter();
        for (auto& pair : pairs_) {
            pair.has_row = std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
                return row.publication->consumer == pair.consumer &&
                       row.publication->provider == pair.provider;
            });
        }
        ignore();
        return answer();
    }

  private:
    Selection resolve(const VersionSelector& selector) const {
        const auto& name = selector.pacticipant;
        Selection selection{selector, {}};
        auto& versions = selection.versions;
        const auto& all = model_.find_pacticipant(name)->versions;
        const auto branch =
            selector.main_branch ? model_.find_pacticipant(name)->main_branch : selector.branch;
        const auto keep_if = [&](const auto& condition) {
            for (const auto& version : all) {
                if (condition(version.number)) versions.insert(version.number);
            }
        };
        if (selector.is_any() || (selector.main_branch && !branch)) return selection;
        if (selector.version) {
            keep_if([&](const auto& number) { return number == *selector.version; });
        } else if (selector.environment) {
            versions = model_.in_environment(name, *selector.environment);
        } else if (branch) {
            keep_if([&](const auto& number) {
                return selector.latest ? model_.head(name, *branch) == number
                                       : model_.is_on(name, number, *branch);
            });
        } else if (selector.tag) {
            keep_if([&](const auto& number) {
                return selector.latest ? model_.newest_with_tag(name, *selector.tag) == number
                                       : model_.has_tag(name, number, *selector.tag);
            });
        } else if (!all.empty()) {
            versions = {all.back().number};
        }
        return selection;
    }

    bool infers() const { return question_.has_target() || specified_.size() == 1; }
    // Nobody else's versions are asked about: everything that is known about this selection counts.
    bool is_alone() const { return specified_.size() == 1 && (!question_.has_target() || inferred_.empty()); }

    static bool names(const std::vector<Selection>& all, const std::string& pacticipant) {
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& one) { return one.selector.pacticipant == pacticipant; });
    }
    static bool selects(const std::vector<Selection>& all, const std::string& pacticipant,
                        const std::string& version) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) {
            return one.selector.pacticipant == pacticipant && one.has(version);
        });
    }

    // Without latestby the history is shown: every revision and every result.
    bool shows_history() const { return question_.latest_by.empty(); }
    bool is_shown(const Publication& publication) const {
        return shows_history() || !publication.overwritten;
    }

    void add_pair(const std::string& consumer, const std::string& provider, bool is_required) {
        for (auto& pair : pairs_) {
            if (pair.consumer != consumer || pair.provider != provider) continue;
            pair.is_required = pair.is_required || is_required;
            return;
        }
        pairs_.push_back({consumer, provider, is_required});
    }

    // A consumer needs the providers that its versions have contracts with; a provider needs no consumer.
    void find_pairs() {
        for (const auto& one : model_.publications) {
            if (!is_shown(one) || !selects(specified_, one.consumer, one.version)) continue;
            if (infers() || names(specified_, one.provider)) add_pair(one.consumer, one.provider, true);
        }
        for (const auto& one : model_.integrations) {
            if (infers() && names(specified_, one.provider)) add_pair(one.consumer, one.provider, false);
        }
    }

    void infer() {
        for (const auto& pair : pairs_) {
            for (const auto& name : {pair.consumer, pair.provider}) {
                if (names(specified_, name) || names(inferred_, name)) continue;
                inferred_.push_back(resolve({.pacticipant = name,
                                             .tag = question_.tag,
                                             .environment = question_.environment,
                                             .main_branch = question_.main_branch,
                                             .latest = question_.latest}));
            }
        }
    }

    // Of each provider version only the newest result, unless history is shown.
    std::vector<const Result*> results_of(const Publication& publication) const {
        auto all = model_.results_for(publication);
        if (shows_history()) return all;
        std::vector<const Result*> newest;
        for (const auto* result : all) {
            std::erase_if(newest, [&](const auto* other) {
                return other->provider_version == result->provider_version;
            });
            newest.push_back(result);
        }
        return newest;
    }

    void find_rows_of_one() {
        const auto& name = specified_.front().selector.pacticipant;
        for (const auto& one : model_.publications) {
            if (!is_shown(one)) continue;
            if (selects(specified_, one.consumer, one.version)) {
                const auto results = results_of(one);
                for (const auto* result : results) rows_.push_back({&one, result, {}});
                if (results.empty()) rows_.push_back({&one, nullptr, {}});
            } else if (one.provider == name) {
                for (const auto* result : results_of(one)) {
                    if (specified_.front().has(result->provider_version)) rows_.push_back({&one, result, {}});
                }
            }
        }
    }

    void find_rows() {
        for (const auto& one : model_.publications) {
            if (!is_shown(one)) continue;
            const bool is_asked =
                selects(specified_, one.consumer, one.version) ||
                (selects(inferred_, one.consumer, one.version) && names(specified_, one.provider));
            if (is_asked && (names(specified_, one.provider) || names(inferred_, one.provider)))
                add_rows(one);
        }
    }

    void add_rows(const Publication& publication) {
        std::vector<const Selection*> selections;
        for (const auto* list : {&specified_, &inferred_}) {
            for (const auto& one : *list) {
                if (one.selector.pacticipant == publication.provider) selections.push_back(&one);
            }
        }
        // Of any version the results that exist count; of an environment everything that serves there.
        const auto by_environment = [](const Selection* one) {
            return one->selector.environment.has_value();
        };
        const bool is_any = std::any_of(selections.begin(), selections.end(),
                                        [](const auto* one) { return one->selector.is_any(); });
        const bool needs_all = std::all_of(selections.begin(), selections.end(), by_environment);
        std::set<std::string> missing;
        if (!is_any) {
            for (const auto* one : selections) missing.insert(one->versions.begin(), one->versions.end());
        }
        const auto wanted = missing;
        bool has_result = false;
        for (const auto* result : results_of(publication)) {
            if (!is_any && wanted.count(result->provider_version) == 0) continue;
            rows_.push_back({&publication, result, {}});
            missing.erase(result->provider_version);
            has_result = true;
        }
        if (!has_result || (needs_all && !missing.empty())) rows_.push_back({&publication, nullptr, missing});
    }

    // Only where nobody decides about a deployment.
    void cut() {
        const bool is_browsing =
            !question_.has_target() && std::all_of(question_.selectors.begin(), question_.selectors.end(),
                                                   [](const auto& selector) { return selector.is_any(); });
        if (is_browsing && question_.limit && rows_.size() > *question_.limit) {
            rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(*question_.limit), rows_.end());
        }
    }

    int provider_position(const Row& row) const {
        const auto& provider = row.publication->provider;
        if (row.result != nullptr) return model_.position(provider, row.result->provider_version);
        int newest = -1;
        for (const auto& version : row.missing) newest = std::max(newest, model_.position(provider, version));
        return newest;
    }
    int consumer_position(const Row& row) const {
        return model_.position(row.publication->consumer, row.publication->version);
    }

    std::string group_of(const Row& row) const {
        const auto& one = *row.publication;
        auto group = one.consumer + "/" + one.provider;
        if (question_.latest_by == "cp") return group;
        group += "/" + one.version;
        if (question_.latest_by == "cvp") return group;
        return group + "/" + (row.result == nullptr ? "" : row.result->provider_version);
    }

    // Of each group the row with the newest provider version.
    void keep_latest() {
        if (question_.latest_by.empty()) return;
        const auto is_newer = [&](const Row& row, const Row& other) {
            return std::pair(provider_position(row), consumer_position(row)) >
                   std::pair(provider_position(other), consumer_position(other));
        };
        std::vector<Row> kept;
        for (const auto& row : rows_) {
            const auto same = std::find_if(
                kept.begin(), kept.end(), [&](const Row& other) { return group_of(row) == group_of(other); });
            if (same == kept.end()) {
                kept.push_back(row);
            } else if (is_newer(row, *same)) {
                *same = row;
            }
        }
        rows_ = kept;
    }

    void filter() {
        const auto& wanted = question_.success;
        if (wanted.empty()) return;
        std::erase_if(rows_, [&](const Row& row) {
            const auto success = row.result == nullptr ? std::nullopt : std::optional(row.result->success);
            return std::find(wanted.begin(), wanted.end(), success) == wanted.end();
        });
    }

    void ignore() {
        for (const auto& ignored : question_.ignored) {
            const auto is_it = [&](const std::string& pacticipant, const std::string& version) {
                return pacticipant == ignored.pacticipant &&
                       (!ignored.version || version == *ignored.version);
            };
            for (auto& row : rows_) {
                const auto& one = *row.publication;
                if (is_it(one.consumer, one.version)) row.is_ignored = true;
                if (row.result != nullptr && is_it(one.provider, row.result->provider_version)) {
                    row.is_ignored = true;
                }
                if (row.result == nullptr && !ignored.version && one.provider == ignored.pacticipant) {
                    row.is_ignored = true;
                }
                if (row.result != nullptr || row.missing.empty()) continue;
                auto missing = row.missing;
                std::erase_if(missing, [&](const auto& version) { return is_it(one.provider, version); });
                if (missing.empty()) row.is_ignored = true;
                if (!missing.empty()) row.missing = missing;
            }
            for (auto& pair : pairs_) {
                if (ignored.version) continue;
                if (pair.consumer == ignored.pacticipant || pair.provider == ignored.pacticipant) {
                    pair.is_ignored = true;
                }
            }
        }
    }

    // A version that is left out of consideration may be missing.
    bool is_missing(const Selection& selection) const {
        const auto& selector = selection.selector;
        return selection.is_nothing() &&
               std::none_of(question_.ignored.begin(), question_.ignored.end(), [&](const Ignored& ignored) {
                   return ignored.pacticipant == selector.pacticipant &&
                          (!ignored.version || ignored.version == selector.version);
               });
    }

    bool is_regression(const Row& row) const {
        if (row.result == nullptr || row.result->success) return false;
        const auto all = model_.results_for(*row.publication);
        return std::any_of(all.begin(), all.end(), [&](const Result* other) {
            return other->success && other->created < row.result->created;
        });
    }

    MatrixAnswer answer() {
        const auto key = [&](const Row& row) {
            const auto& one = *row.publication;
            return std::tuple(row.is_ignored, one.consumer, -consumer_position(row), -one.revision,
                              one.provider, row.result != nullptr, -provider_position(row),
                              row.result == nullptr ? 0 : -row.result->number);
        };
        std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
        MatrixAnswer answer;
        if (!question_.ignored.empty()) answer.ignored = 0;
        for (const auto& row : rows_) {
            const auto& one = *row.publication;
            answer.rows.push_back(one.consumer + " " + one.version + " " + one.provider + " " +
                                  (row.result == nullptr ? "?"
                                                         : row.result->provider_version +
                                                               (row.result->success ? " true" : " false")) +
                                  (row.is_ignored ? " ignored" : ""));
            if (row.is_ignored) {
                ++*answer.ignored;
            } else {
                answer.regressions += is_regression(row) ? 1 : 0;
                ++(row.result == nullptr ? answer.unknown
                   : row.result->success ? answer.success
                                         : answer.failed);
            }
        }
        for (const auto& pair : pairs_) {
            if (pair.is_required && !pair.has_row && !pair.is_ignored) ++answer.unknown;
        }
        if (std::any_of(specified_.begin(), specified_.end(),
                        [&](const auto& one) { return is_missing(one); })) {
            answer.deployable = false;
        } else if (answer.unknown == 0) {
            answer.deployable = answer.failed == 0;
        }
        const auto limit = question_.limit.value_or(100);
        if (answer.rows.size() > limit) answer.rows.resize(limit);
        return answer;
    }

    const Model& model_;
    const MatrixQuestion& question_;
    std::vector<Selection> specified_;
    std::vector<Selection> inferred_;
    std::vector<Pair> pairs_;
    std::vector<Row> rows_;
};

}  // namespace

std::string MatrixAnswer::summary() const {
    std::string text = !deployable ? "null" : *deployable ? "true" : "false";
    for (const int count : {success, failed, unknown}) text += " " + std::to_string(count);
    return ignored ? text + " " + std::to_string(*ignored) : text;
}

std::string MatrixAnswer::text() const {
    std::string text = summary() + "\n";
    for (const auto& row : rows) text += row + "\n";
    return text;
}

std::optional<MatrixAnswer> evaluate(const Model& model, const MatrixQuestion& question) {
    const auto is_unknown = [&](const std::optional<std::string>& environment) {
        return environment && model.environments.count(*environment) == 0;
    };
    if (is_unknown(question.environment)) return std::nullopt;
    for (const auto& selector : question.selectors) {
        if (model.find_pacticipant(selector.pacticipant) == nullptr || is_unknown(selector.environment)) {
            return std::nullopt;
        }
    }
    return Evaluation(model, question).run();
}

}  // namespace tally::testing_support
