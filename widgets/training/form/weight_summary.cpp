#include "widgets/training/form/weight_summary.hpp"

#include <QCoreApplication>

#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {

QString weightSummary(const WeightReport& report) {
    const auto count = [](const auto& list) { return countText(static_cast<qint64>(list.size())); };
    return QCoreApplication::translate(
               "WeightSummary",
               "Weights of %1: %2 taken, %3 missing, %4 unexpected, %5 of another shape, %6 refused")
        .arg(sentenceText(report.source), count(report.taken), count(report.missing),
             count(report.unexpected), count(report.reshaped), count(report.refused));
}

}  // namespace priorscope
