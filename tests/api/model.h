// What the broker should answer, written down again as plainly as possible: lists that are searched, no SQL,
// no maintained rows. Compared with the broker after random operations.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tally::testing_support {

class Model {
  public:
    struct Publication {
        std::string consumer, version, provider;
        int content;
    };
    struct Result {
        std::string consumer, provider;
        int content;
        std::string provider_version;
        bool success, wip;
        int tick;
    };
    struct Verdict {
        std::optional<bool> deployable;
        int success = 0, failed = 0, unknown = 0;
        std::string text() const;  // "true 1 0 0"
    };
    // Consumer and content with the version it is shown with, as "Foo(3)", sorted.
    using Selected = std::map<std::pair<std::string, int>, std::string>;
    static std::string text(const Selected& selected);

    // Operations. Each takes one tick of time.
    void create_version(const std::string& pacticipant, const std::string& number);
    void put_on_branch(const std::string& pacticipant, const std::string& number, const std::string& branch);
    void take_from_branch(const std::string& pacticipant, const std::string& number,
                          const std::string& branch);
    void tag(const std::string& pacticipant, const std::string& number, const std::string& name);
    void untag(const std::string& pacticipant, const std::string& number, const std::string& name);
    // False when the version has published other content for this provider already.
    bool publish(const std::string& consumer, const std::string& number, const std::string& provider,
                 int content);
    void verify(const Publication& publication, const std::string& provider_version, bool success, bool wip);
    void deploy(const std::string& pacticipant, const std::string& number, const std::string& environment,
                const std::string& instance);
    void release(const std::string& pacticipant, const std::string& number, const std::string& environment);
    void delete_version(const std::string& pacticipant, const std::string& number);

    const Publication* find(const std::string& consumer, const std::string& number,
                            const std::string& provider) const;
    bool has_version(const std::string& pacticipant, const std::string& number) const;
    bool knows(const std::string& pacticipant) const { return versions_.count(pacticipant) != 0; }

    // Selectors of one provider.
    Selected main_branches(const std::string& provider) const;
    Selected branch(const std::string& provider, const std::string& name) const;
    Selected latest_with_tag(const std::string& provider, const std::string& name) const;
    Selected all_with_tag(const std::string& provider, const std::string& name) const;
    Selected latest(const std::string& provider) const;
    Selected placed(const std::string& provider, const std::string& environment) const;  // "": in any
    Selected defaults(const std::string& provider) const;
    Selected work_in_progress(const std::string& provider, const std::string& provider_branch,
                              const Selected& explicitly) const;

    bool is_pending(const std::string& consumer, const std::string& provider, int content,
                    const std::string& provider_branch) const;
    bool is_pending_for_tag(const std::string& consumer, const std::string& provider, int content,
                            const std::string& tag) const;
    bool is_pending_at_all(const std::string& consumer, const std::string& provider, int content) const;

    // Questions to the matrix.
    Verdict to_environment(const std::string& pacticipant, const std::string& number,
                           const std::string& environment) const;
    Verdict to_tag(const std::string& pacticipant, const std::string& number, const std::string& tag) const;
    Verdict two_versions(const std::string& first, const std::string& first_number, const std::string& second,
                         const std::string& second_number) const;

  private:
    struct Branch {
        int created;
        std::vector<std::string> versions;  // in the order they were added
    };
    using Named = std::pair<std::string, std::string>;  // pacticipant and name

    void use_as_main(const std::string& pacticipant, const std::string& name);
    int position(const std::string& pacticipant, const std::string& number) const;
    void select(Selected& into, const Publication& publication) const;
    void select_version(Selected& into, const std::string& consumer, const std::string& number,
                        const std::string& provider) const;
    std::string head(const std::string& pacticipant, const std::string& branch) const;
    std::string newest_with_tag(const std::string& pacticipant, const std::string& tag) const;
    bool is_on(const std::string& pacticipant, const std::string& number, const std::string& branch) const;
    bool is_on_any_branch(const std::string& pacticipant, const std::string& number) const;
    std::set<std::string> in_environment(const std::string& pacticipant,
                                         const std::string& environment) const;
    bool is_proved_for_branch(const std::string& consumer, const std::string& provider, int content,
                              const std::string& branch, bool count_wip) const;
    // Newest result of each provider version; of one version only when it is given.
    std::map<std::string, bool> results(const Publication& publication) const;
    void count(Verdict& verdict, const std::map<std::string, bool>& results,
               const std::set<std::string>& provider_versions, bool every_one) const;
    // Of one provider version, where it has a result.
    static void count_only(Verdict& verdict, const std::map<std::string, bool>& results,
                           const std::string& provider_version);
    static std::set<std::string> all_versions(const std::map<std::string, bool>& results);
    // Nobody but itself: then everything that is known about the version counts.
    bool has_no_partner(const std::string& pacticipant, const std::string& number) const;
    static void conclude(Verdict& verdict);

    int tick_ = 0;
    std::map<std::string, std::vector<std::string>> versions_;  // in the order they were created
    std::map<std::string, std::string> main_branches_;
    std::map<Named, Branch> branches_;
    std::map<Named, std::map<std::string, int>> tags_;  // versions with the tick of tagging
    std::vector<Publication> publications_;
    std::vector<Result> results_;
    std::set<Named> integrations_;  // consumer, provider
    std::map<std::string, std::map<Named, std::string>>
        deployed_;                                     // by environment; pacticipant and instance
    std::map<std::string, std::set<Named>> released_;  // by environment; pacticipant and number
};

}  // namespace tally::testing_support
