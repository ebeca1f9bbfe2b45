#include "widgets/frame/chip_row.hpp"

#include <utility>

#include "widgets/components/controls.hpp"
#include "widgets/components/retire.hpp"

namespace priorscope {

ChipRow::ChipRow(QWidget* parent) : QWidget(parent), m_more(new QLabel(this)) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    m_more->setProperty("role", "second");
}

void ChipRow::clear() {
    for (Chip* chip : std::exchange(m_chips, {})) {
        retire(chip);  // it may be the one whose click is being handled
    }
    layOut();
}

void ChipRow::add(Chip* chip) {
    m_chips << chip;
    layOut();
}

void ChipRow::layOut() {
    constexpr int kMoreWidth = 32;
    int x = 0;
    QStringList hidden;
    for (Chip* chip : m_chips) {
        chip->ensurePolished();
        const QSize size = chip->sizeHint().boundedTo(chip->maximumSize());
        const bool is_last = chip == m_chips.last();
        const bool fits = hidden.isEmpty() && x + size.width() <= width() - (is_last ? 0 : kMoreWidth);
        chip->setVisible(fits);
        if (fits) {
            chip->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
            x += size.width() + Metrics::kGap;
        } else if (chip->property("dashed") != true) {
            hidden << chip->label();
        }
    }
    m_more->setVisible(!hidden.isEmpty());
    m_more->setText(QStringLiteral("+%1").arg(hidden.size()));
    m_more->setToolTip(hidden.join(QStringLiteral(", ")));
    m_more->setGeometry(x, 0, kMoreWidth, height());
}

}  // namespace priorscope
