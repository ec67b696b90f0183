// Options in an order of their own at each view, the same on both sides, and chosen by a tap or a key. Without scripts, or where
// nothing can be kept between the sides, they stand in the order of the note, which is the same on both sides too.
(function () {
  "use strict";
  var list = document.querySelector(".options");
  var items = Array.prototype.slice.call(list.children);
  var back = list.classList.contains("answers");
  var many = list.classList.contains("many");
  var name = "gradus " + list.getAttribute("data-item");

  function recall() {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch (error) {
      return null;
    }
  }

  function keep(view) {
    try {
      sessionStorage.setItem(name, JSON.stringify(view));
    } catch (error) {
      // Then the order stays and the back shows no choice.
    }
  }

  // Places of the items; those that stay keep theirs.
  function shuffled() {
    var order = items.map(function (item, index) {
      return index;
    });
    var free = order.filter(function (index) {
      return !items[index].classList.contains("stays");
    });
    for (var last = free.length - 1; last > 0; last--) {
      var other = Math.floor(Math.random() * (last + 1));
      var moved = order[free[last]];
      order[free[last]] = order[free[other]];
      order[free[other]] = moved;
    }
    return order;
  }

  function isChosen(index) {
    return view.chosen.indexOf(index) >= 0;
  }

  function show() {
    items.forEach(function (item, index) {
      item.classList.toggle("chosen", isChosen(index));
      if (!back) item.setAttribute("aria-checked", String(isChosen(index)));
    });
  }

  function choose(item) {
    var index = items.indexOf(item);
    var others = view.chosen.filter(function (chosen) {
      return many && chosen !== index;
    });
    view.chosen = many && isChosen(index) ? others : others.concat(index);
    keep(view);
    show();
  }

  // On a desktop the page outlives the card, and so would this.
  function press(event) {
    if (!document.contains(list)) {
      document.removeEventListener("keydown", press);
      return;
    }
    var focused = items.indexOf(document.activeElement) >= 0 && event.key === " ";
    var item = focused ? document.activeElement : list.children["abcdefghij".indexOf(event.key.toLowerCase())];
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    choose(item);
    event.preventDefault();
  }

  if (!back) keep({ order: shuffled(), chosen: [] });
  var view = recall();
  if (!view || view.order.length !== items.length) view = { order: [], chosen: [] };
  view.order.forEach(function (index) {
    list.appendChild(items[index]);
  });

  if (back) {
    if (!view.chosen.length) return;
    show();
    var right = items.every(function (item, index) {
      return isChosen(index) === item.classList.contains("right");
    });
    document.querySelector(right ? ".verdict.right" : ".verdict.wrong").hidden = false;
    return;
  }
  list.setAttribute("role", many ? "group" : "radiogroup");
  items.forEach(function (item) {
    item.setAttribute("role", many ? "checkbox" : "radio");
    item.tabIndex = 0;
    // So phones neither flip the card at a tap on it nor take it for text.
    item.classList.add("tappable");
    item.onclick = function () {
      choose(item);
    };
  });
  list.classList.add("live");
  show();
  document.addEventListener("keydown", press);
})();
