// Presentation of core's outcomes: glyph, colour, name, sentence.
#pragma once

#include <QColor>
#include <QString>

#include "core/evaluation/verdicts.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

struct OutcomeStyle {
    QColor color;
    QString glyph;
    Qt::PenStyle line = Qt::SolidLine;
};
/// @param theme  Theme::onPhotograph() on photographs
OutcomeStyle outcomeStyle(Outcome outcome, const Theme& theme);
/// "Localisation"
QString outcomeName(Outcome outcome);
/// The meaning of the outcome, as a sentence.
QString outcomeMeaning(Outcome outcome);

}  // namespace priorscope
