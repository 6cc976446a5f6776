#include "reporting/causes.h"

#include <gtest/gtest.h>

namespace tally::reporting {
namespace {

using matching::Mismatch;
using matching::MismatchKind;

Mismatch of(MismatchKind kind, const char* location = "") {
    Mismatch mismatch;
    mismatch.kind = kind;
    mismatch.location = location;
    return mismatch;
}

TEST(FindCauses, TakesAnotherStatusAsTheOnlyCause) {
    const matching::Mismatches all = {of(MismatchKind::header, "X-A"), of(MismatchKind::status),
                                      of(MismatchKind::body, "$")};
    const Causes causes = find_causes(all);
    ASSERT_EQ(causes.shown.size(), 1u);
    EXPECT_EQ(causes.shown[0], &all[1]);
    EXPECT_EQ(causes.follow_on.size(), 2u);
    EXPECT_TRUE(causes.other_response);
}

TEST(FindCauses, TakesAnotherContentTypeAsTheCauseOfItsHeaderToo) {
    const matching::Mismatches all = {of(MismatchKind::header, "content-type"), of(MismatchKind::body_type),
                                      of(MismatchKind::header, "X-A")};
    const Causes causes = find_causes(all);
    ASSERT_EQ(causes.shown.size(), 2u);
    EXPECT_EQ(causes.shown[0], &all[1]);
    EXPECT_EQ(causes.shown[1], &all[2]);
}

TEST(FindCauses, FoldsWhatMatchingCallsAConsequence) {
    matching::Mismatches all = {of(MismatchKind::body, "$.a"), of(MismatchKind::body, "$")};
    all[1].follows = true;
    EXPECT_EQ(find_causes(all).shown.size(), 1u);
}

TEST(FindCauses, NeverHidesEverything) {
    matching::Mismatches all = {of(MismatchKind::body, "$.a")};
    all[0].follows = true;
    EXPECT_EQ(find_causes(all).shown.size(), 1u);
}

}  // namespace
}  // namespace tally::reporting
