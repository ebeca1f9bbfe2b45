#include "widgets/detect/outcomes.hpp"

#include <QCoreApplication>

namespace priorscope {
namespace {

/// Translation context of the strings in this file.
struct Outcomes {
    Q_DECLARE_TR_FUNCTIONS(priorscope::Outcomes)
};

OutcomeStyle styleOf(Verdict verdict, const Theme& theme) {
    const VerdictStyle style = theme.verdict(verdict);
    return {style.color, style.glyph, style.line};
}

}  // namespace

OutcomeStyle outcomeStyle(Outcome outcome, const Theme& theme) {
    switch (outcome) {
        case Outcome::true_positive:
            return styleOf(Verdict::true_positive, theme);
        case Outcome::localization:
            return styleOf(Verdict::localisation, theme);
        case Outcome::classification:
            return styleOf(Verdict::classification, theme);
        case Outcome::both:
            return styleOf(Verdict::both, theme);
        case Outcome::duplicate:
            return styleOf(Verdict::duplicate, theme);
        case Outcome::background:
            return styleOf(Verdict::background, theme);
        case Outcome::ignored:
            return {theme.verdict(Verdict::suppressed).color, QStringLiteral("I"), Qt::SolidLine};
        case Outcome::not_judged:
            return {theme.verdict(Verdict::suppressed).color, QStringLiteral("–"), Qt::SolidLine};
    }
    return {};
}

QString outcomeName(Outcome outcome) {
    switch (outcome) {
        case Outcome::true_positive:
            return Outcomes::tr("Correct");
        case Outcome::localization:
            return Outcomes::tr("Localisation");
        case Outcome::classification:
            return Outcomes::tr("Classification");
        case Outcome::both:
            return Outcomes::tr("Both");
        case Outcome::duplicate:
            return Outcomes::tr("Duplicate");
        case Outcome::background:
            return Outcomes::tr("Background");
        case Outcome::ignored:
            return Outcomes::tr("Ignored");
        case Outcome::not_judged:
            return Outcomes::tr("Not judged");
    }
    return {};
}

QString outcomeMeaning(Outcome outcome) {
    switch (outcome) {
        case Outcome::true_positive:
            return Outcomes::tr(
                "It overlaps an object of its class enough, and no better detection matched that object.");
        case Outcome::localization:
            return Outcomes::tr("The class is right, but it overlaps the object too little.");
        case Outcome::classification:
            return Outcomes::tr("It overlaps an object of another class.");
        case Outcome::both:
            return Outcomes::tr("It overlaps an object of another class, and too little.");
        case Outcome::duplicate:
            return Outcomes::tr("A detection with a higher score matched the object.");
        case Outcome::background:
            return Outcomes::tr("It overlaps no object.");
        case Outcome::ignored:
            return Outcomes::tr(
                "Its object is difficult or hidden by the filter: it counts neither as correct nor as "
                "wrong.");
        case Outcome::not_judged:
            return Outcomes::tr("The dataset does not have its class.");
    }
    return {};
}

}  // namespace priorscope
