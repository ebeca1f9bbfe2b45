// How the outcomes of core look and are called: glyph, colour, name, sentence.
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
/// @param theme  on photographs Theme::onPhotograph()
OutcomeStyle outcomeStyle(Outcome outcome, const Theme& theme);
/// "Localisation"
QString outcomeName(Outcome outcome);
/// What it means, as a sentence.
QString outcomeMeaning(Outcome outcome);

}  // namespace priorscope
