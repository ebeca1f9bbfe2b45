#include "widgets/frame/chip_row.hpp"

#include <QMenu>
#include <utility>

#include "widgets/components/controls.hpp"
#include "widgets/components/retire.hpp"

namespace priorscope {
namespace {

constexpr int kMoreWidth = 40;

}  // namespace

ChipRow::ChipRow(QWidget* parent) : QWidget(parent), m_more(new QToolButton(this)) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    setMinimumWidth(kMoreWidth);  // what has no room can be removed everywhere
    m_more->setProperty("chip", true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("Filters that have no room here: choose one to remove it"));
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, &ChipRow::fillMenu);
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
    const auto sizeOf = [](Chip* chip) {
        chip->ensurePolished();
        return chip->sizeHint().boundedTo(chip->maximumSize());
    };
    const auto is_adder = [](const Chip* chip) { return chip->property("dashed") == true; };
    int adders = 0;
    for (Chip* chip : m_chips) {
        adders += is_adder(chip) ? sizeOf(chip).width() : 0;
    }
    // What adds a condition has its place first, if it leaves one for the number of the others.
    const bool has_adder = adders + kMoreWidth <= width();
    const int room = width() - (has_adder ? adders : 0);
    int x = 0;
    const auto put = [&](Chip* chip) {
        const QSize size = sizeOf(chip);
        chip->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        x += size.width() + Metrics::kGap;
    };
    m_hidden.clear();
    for (Chip* chip : m_chips) {
        const bool is_last = chip == m_chips.last() || is_adder(m_chips[m_chips.indexOf(chip) + 1]);
        const int beside = is_last && m_hidden.isEmpty() ? 0 : kMoreWidth;
        const bool fits =
            is_adder(chip) ? has_adder
                           : m_hidden.isEmpty() && x + sizeOf(chip).width() + Metrics::kGap <= room - beside;
        chip->setVisible(fits);
        if (is_adder(chip)) {
            continue;  // placed below, behind the others
        }
        if (fits) {
            put(chip);
        } else {
            m_hidden << chip;
        }
    }
    m_more->setVisible(!m_hidden.isEmpty());
    m_more->setText(QStringLiteral("+%1").arg(m_hidden.size()));
    m_more->ensurePolished();
    const QSize more = m_more->sizeHint().boundedTo(m_more->maximumSize());
    if (!m_hidden.isEmpty()) {
        m_more->setGeometry(x, (height() - more.height()) / 2, kMoreWidth - Metrics::kGap, more.height());
        x += kMoreWidth;
    }
    for (Chip* chip : m_chips) {
        if (is_adder(chip)) {
            put(chip);
        }
    }
}

/// A chip that has no room is removed from here.
void ChipRow::fillMenu() {
    QMenu* menu = m_more->menu();
    menu->clear();
    for (Chip* chip : m_hidden) {
        connect(menu->addAction(chip->text()), &QAction::triggered, chip, &Chip::click);
    }
}

}  // namespace priorscope
