// After every one of many random operations the broker answers what the model says. TALLY_SEED names another seed to begin
// with.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>

#include "api/operation.h"
#include "api/question.h"
#include "api/shrink.h"
#include "api/two_sides.h"
#include "storage/test_database.h"

#ifndef TALLY_MODEL_SEEDS
#define TALLY_MODEL_SEEDS 3
#define TALLY_MODEL_OPERATIONS 500
#endif

namespace tally::testing_support {

namespace {

constexpr int kOperations = TALLY_MODEL_OPERATIONS;
int seeds() {
    return tests_run_on_postgres() ? std::min(TALLY_MODEL_SEEDS, 2) : TALLY_MODEL_SEEDS;
}
int first_seed() {
    const char* text = std::getenv("TALLY_SEED");
    return text == nullptr ? 1 : std::max(1, std::atoi(text));
}
// A server takes ten times as long for a question as a database in this process.
int questions_after_each() {
    return tests_run_on_postgres() ? 2 : 8;
}
// Operations after which all lists are compared, and the maintained rows with a rebuild.
int everything_after() {
    return tests_run_on_postgres() ? 500 : 250;
}

// Seeds take turns in the settings.
Model::Rules rules_of(int seed) {
    return {.may_change_contracts = seed % 2 == 0,
            .first_tag_is_branch = seed % 4 != 1,
            .tags_deploy = seed % 3 != 0};
}

class ModelComparison : public testing::TestWithParam<int> {
  protected:
    using Check = std::function<std::optional<Disagreement>(TwoSides&)>;

    std::optional<Disagreement> step(int number) {
        const auto one = any_operation(random_);
        done_.push_back(one);
        check_ = nullptr;
        if (auto disagreement = sides_->carry_out(one)) return disagreement;
        const About about{one.name, one.number, one.provider};
        for (int i = 0; i < questions_after_each(); ++i) {
            if (auto disagreement = ask(any_question(random_, about, sides_->now()))) return disagreement;
        }
        if (number % everything_after() != 0) return std::nullopt;
        for (const auto& all : {every_contract_question(), every_list_question()}) {
            for (const auto& question : all) {
                if (auto disagreement = ask(question)) return disagreement;
            }
        }
        return check([](TwoSides& sides) { return sides.compare_maintained_rows(); });
    }

    std::optional<Disagreement> ask(const Question& question) {
        return check([question](TwoSides& sides) { return sides.ask(question); });
    }
    std::optional<Disagreement> check(const Check& check) {
        check_ = check;
        return check(*sides_);
    }

    // The same with a new broker: what they disagree about at the end of these operations.
    std::optional<Disagreement> repeat(const std::vector<Operation>& operations) const {
        TwoSides sides(rules_of(GetParam()));
        std::optional<Disagreement> last;
        for (const auto& one : operations) last = sides.carry_out(one);
        return check_ ? check_(sides) : last;
    }

    std::string report(const Disagreement& found) const {
        auto text = "seed " + std::to_string(GetParam()) + ", operation " + std::to_string(done_.size()) +
                    ": " + found.text();
        const auto fewest = shrink(done_, [&](const auto& some) { return repeat(some).has_value(); });
        text += "\nThe least that leads there:\n";
        for (const auto& one : fewest) text += "    " + one.text() + "\n";
        const auto again = repeat(fewest);
        return text + (again ? again->text() : "but not always");
    }

    SeededRandom random_{static_cast<std::uint64_t>(GetParam())};
    std::unique_ptr<TwoSides> sides_;
    std::vector<Operation> done_;
    Check check_;  // the newest one; none: the operation itself
};

TEST_P(ModelComparison, AgreesAfterEveryOperation) {
    sides_ = std::make_unique<TwoSides>(rules_of(GetParam()));
    if (!sides_->is_ready()) return;
    for (int number = 1; number <= kOperations; ++number) {
        if (const auto found = step(number)) FAIL() << report(*found);
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, ModelComparison, testing::Range(first_seed(), first_seed() + seeds()));

}  // namespace

}  // namespace tally::testing_support
